package org.nrnwheel.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.plan.RunStep;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;

/**
 * A Python's headers at a path that does not name the Python. Their directory is in nearly every command line of NEURON's
 * core, though a dozen files include them: to a compiler cache that looks at command lines, all would differ.
 */
final class PythonHeaders {
    private static final Place LINK = new Place(Root.WORK, "python-headers");

    private static final String LINKING =
            "import os, sys, sysconfig; os.symlink(sysconfig.get_path('include'), sys.argv[1])";

    /** What FindPythonLibs takes for the directory when it is defined. */
    static final Value DEFINITION = Joined.of("PYTHON_INCLUDE_DIR=", LINK);

    private PythonHeaders() {}

    static Step step(Map<String, Value> environment) {
        List<Value> argv = List.of(VirtualEnvironment.PYTHON, new Text("-c"), new Text(LINKING), LINK);
        Command command = new Command(argv, environment, Place.of(Root.WORK), Optional.empty());
        return new RunStep("python-headers", command, List.of(), Optional.empty());
    }
}
