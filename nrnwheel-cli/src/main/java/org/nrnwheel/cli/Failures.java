package org.nrnwheel.cli;

import org.jspecify.annotations.Nullable;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.result.BuildCancelledException;
import org.nrnwheel.result.BuildFailedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what went wrong as {@code error: message} and what to do as {@code → remedy}, and gives the exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, @Nullable ParseResult result) {
        boolean debug = ((Nrnwheel) command.getCommandSpec().root().userObject()).debug();
        if (debug) {
            error.printStackTrace(console.err());
        }
        if (error instanceof WheelException known) {
            console.error(message(known), known.remedy());
            return ExitCodes.of(known);
        }
        if (error instanceof ParameterException wrong) {
            return handleParseException(wrong, new String[0]);
        }
        console.error(
                "nrnwheel failed unexpectedly: " + error,
                debug ? "Report this." : "Report this, with what --debug prints besides.");
        return ExitCodes.INTERNAL;
    }

    /** What follows the first line of a build's error stands in its report, which is printed already. */
    private static String message(WheelException error) {
        String message = String.valueOf(error.getMessage());
        boolean reported = error instanceof BuildFailedException || error instanceof BuildCancelledException;
        return reported ? message.lines().findFirst().orElse(message) : message;
    }

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        console.error(
                String.valueOf(error.getMessage()),
                "See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        if (error instanceof UnmatchedArgumentException) {
            UnmatchedArgumentException.printSuggestions(error, command.getErr());
        }
        return ExitCodes.INVALID_REQUEST;
    }
}
