package org.nrnwheel.recipe;

import java.util.Optional;
import org.nrnwheel.plan.FileStep;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.shell.ShellQuote;

/**
 * A program {@code cmake} that stands before the real one on a job's PATH and changes what NEURON's setup.py hard-codes.
 *
 * <p>It puts the number of processors for {@code -j4}, takes the compiler cache's launchers out of CC and CXX (so that
 * nothing of them gets into {@code nrnmech_makefile}) and gives them to CMake as launchers, and leaves a file once the core is
 * built.
 */
final class CmakeShim {
    /** Appears when the core is built and installed. */
    static final Place CORE_BUILT = new Place(Root.WORK, "core-built");

    private static final Place FILE = new Place(Root.WORK, "bin/cmake");

    private CmakeShim() {}

    static Step step(String cmake, int processors, Optional<CompilerCache> cache, JobEnvironment environment) {
        return new FileStep(
                "cmake-shim",
                FILE,
                Joined.of(
                        """
                        #!/bin/sh
                        # Stands before the real cmake: uses all processors, keeps the compiler cache out of the product.
                        installs=no
                        count=$#
                        while [ "$count" -gt 0 ]; do
                            argument=$1
                            shift
                            case $argument in
                                -j4) argument=-j%d ;;
                                install) installs=yes ;;
                            esac
                            set -- "$@" "$argument"
                            count=$((count - 1))
                        done
                        """.formatted(processors),
                        cache.isPresent() ? launchers(cache.orElseThrow(), environment) : "",
                        ShellQuote.quoted(cmake),
                        " \"$@\" || exit $?\n[ \"$installs\" = no ] || : >\"",
                        CORE_BUILT,
                        "\"\n"),
                true);
    }

    private static Value launchers(CompilerCache cache, JobEnvironment environment) {
        String path = ShellQuote.quoted(cache.ccache().path());
        return Joined.of(
                compiler("CC", environment),
                compiler("CXX", environment),
                "CMAKE_C_COMPILER_LAUNCHER=" + path + "\nCMAKE_CXX_COMPILER_LAUNCHER=" + path + "\n",
                "export CMAKE_C_COMPILER_LAUNCHER CMAKE_CXX_COMPILER_LAUNCHER\n");
    }

    private static Value compiler(String name, JobEnvironment environment) {
        return environment
                .user(name)
                .<Value>map(value -> Joined.of(name + "=", quoted(value), "\nexport " + name + "\n"))
                .orElseGet(() -> Joined.of("unset " + name + "\n"));
    }

    private static Value quoted(Value value) {
        return value instanceof Text text ? new Text(ShellQuote.quoted(text.text())) : Joined.of("\"", value, "\"");
    }
}
