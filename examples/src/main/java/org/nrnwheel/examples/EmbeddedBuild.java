package org.nrnwheel.examples;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.nrnwheel.WheelBuilder;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.event.BuildEvent;
import org.nrnwheel.event.BuildListener;
import org.nrnwheel.event.CancelBuildException;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.wheel.WheelArtifact;

/**
 * A Java tool that builds wheels: it hears the build's events with a listener of its own, cancels after a time limit, and
 * prints what came out.
 *
 * <p>Arguments: the source tree, the wheelhouse, a Python selector, and a time limit in seconds.
 */
public final class EmbeddedBuild {
    private EmbeddedBuild() {}

    /** Builds; exits with 1 and the error's remedy when that fails. */
    public static void main(String[] arguments) {
        if (arguments.length != 4) {
            System.err.println("usage: EmbeddedBuild SOURCE WHEELHOUSE PYTHON SECONDS");
            System.exit(2);
        }
        Duration limit = Duration.ofSeconds(Long.parseLong(arguments[3]));
        try {
            BuildReport report = WheelBuilder.linux()
                    .source(Path.of(arguments[0]))
                    .wheelhouse(Path.of(arguments[1]))
                    .python(arguments[2])
                    .on("host")
                    .listener(new StepPrinter(System.out, Instant.now().plus(limit)))
                    .build();
            for (WheelArtifact wheel : report.wheels()) {
                System.out.println("wheel " + wheel.fileName() + " " + wheel.sha256());
            }
        } catch (WheelException e) {
            System.err.println(e.code() + ": " + e.getMessage());
            System.err.println(e.remedy());
            System.exit(1);
        }
    }

    /** Prints the steps and cancels the build at a deadline. */
    private record StepPrinter(PrintStream out, Instant deadline) implements BuildListener {
        @Override
        public void onEvent(BuildEvent event) {
            if (event.time().isAfter(deadline)) {
                throw new CancelBuildException("it took longer than it may");
            }
            if (event instanceof BuildEvent.StepStarted started) {
                out.println(started.id() + " " + started.step());
            } else if (event instanceof BuildEvent.Warned warned) {
                out.println("warning: " + warned.message());
            }
        }
    }
}
