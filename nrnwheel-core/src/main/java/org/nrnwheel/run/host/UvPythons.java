package org.nrnwheel.run.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.run.host.InterpreterFinder.Origin;

/** Installs Pythons by uv, where it is on PATH and reaches its source. */
final class UvPythons {
    private final Environment environment;

    UvPythons(Environment environment) {
        this.environment = environment;
    }

    /** Installs a Python; nothing when there is no uv or when it does not succeed. */
    Optional<Interpreter> install(String version, Consumer<String> progress) {
        return Programs.onPath(environment, "uv").flatMap(uv -> install(uv, version, progress));
    }

    private Optional<Interpreter> install(Path uv, String version, Consumer<String> progress) {
        progress.accept("asking uv for Python " + version);
        try {
            Query query = new Query(environment);
            Query.Result done = query.run(
                    List.of(uv.toString(), "--no-progress", "python", "install", version),
                    environment.variables(),
                    Optional.empty());
            if (!done.exit().successful()) {
                progress.accept("uv: " + done.exit() + ": " + done.err().strip());
                return Optional.empty();
            }
            Query.Result found = query.run(
                    List.of(uv.toString(), "python", "find", "--managed-python", version),
                    environment.variables(),
                    Optional.empty());
            return found.exit().successful()
                    ? new InterpreterQuery(environment).ask(Path.of(found.out().strip()), Origin.UV)
                    : Optional.empty();
        } catch (IOException e) {
            progress.accept("uv: " + e.getMessage());
            return Optional.empty();
        }
    }
}
