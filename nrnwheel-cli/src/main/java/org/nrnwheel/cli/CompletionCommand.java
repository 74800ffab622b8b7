package org.nrnwheel.cli;

import org.jspecify.annotations.Nullable;
import org.nrnwheel.request.InvalidRequestException;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a completion script. */
@Command(
        name = "completion",
        description = "Prints a completion script for a shell.",
        footer = {"", "In bash or zsh: source <(nrnwheel completion bash)"})
final class CompletionCommand extends Helped implements Runnable {
    private final Console console;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "bash|zsh", description = "The shell.")
    private String shell = "";

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw new InvalidRequestException("no completion for the shell '" + shell + "'", "Write bash or zsh.");
        }
        if (spec != null) {
            console.answer(AutoComplete.bash("nrnwheel", spec.root().commandLine()));
        }
    }
}
