package org.nrnwheel.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.nrnwheel.env.Environment;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.report.PlainText;

/**
 * What the command line prints to and reads from.
 *
 * @param out takes answers
 * @param err takes progress, warnings and errors
 * @param environment the process environment
 * @param interrupts hears when the process is asked to end
 */
record Console(PrintStream out, PrintStream err, Environment environment, Interrupts interrupts) {
    private static final int COLUMNS = 100;
    private static final int MOST_COLUMNS = 400;

    /** Whether colours may be used on a stream, {@code out} or {@code err}: a terminal without NO_COLOR. */
    boolean colour(String stream) {
        return terminal(stream) && environment.variable("NO_COLOR").isEmpty();
    }

    /** Whether a stream, {@code out} or {@code err}, is a terminal; the launcher says so in NRNWHEEL_TERMINAL. */
    boolean terminal(String stream) {
        return environment.variable("NRNWHEEL_TERMINAL").orElse("").contains(stream)
                && !environment.variable("TERM").orElse("dumb").equals("dumb");
    }

    /** The terminal's width. */
    int columns() {
        return environment
                .variable("COLUMNS")
                .filter(text -> text.matches("[1-9][0-9]{1,3}"))
                .map(text -> Math.min(Integer.parseInt(text), MOST_COLUMNS))
                .orElse(COLUMNS);
    }

    /** Makes a path absolute by the working directory of the environment. */
    Path absolute(Path path) {
        return environment.workingDirectory().resolve(path).normalize();
    }

    /** Makes paths absolute by the working directory of the environment. */
    List<Path> absolute(List<Path> paths) {
        return paths.stream().map(this::absolute).toList();
    }

    /** Prints text that ends in a line end already. */
    void answer(String text) {
        out.print(text);
        out.flush();
    }

    /** Says what went wrong and what to do. */
    void error(WheelException error) {
        error(String.valueOf(error.getMessage()), error.remedy());
    }

    /** Prints {@code error: message} and {@code → remedy}. */
    void error(String message, String remedy) {
        String start = colour("err") ? "\u001b[1;31merror:\u001b[0m " : "error: ";
        err.println(start + PlainText.of(message).strip());
        PlainText.of(remedy).strip().lines().forEach(line -> err.println("  \u2192 " + line));
        err.flush();
    }
}
