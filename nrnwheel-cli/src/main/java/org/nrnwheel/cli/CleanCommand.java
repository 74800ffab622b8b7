package org.nrnwheel.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.nrnwheel.docker.Containers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes what killed runs left. */
@Command(
        name = "clean",
        description = "Removes containers that killed or kept runs left in the engine.",
        footer = {"", "Exit codes: 0 done, 6 no engine."})
final class CleanCommand extends Helped implements Callable<Integer> {
    private final Console console;

    @Option(names = "--caches", description = "Remove the caches' volumes too: the next build starts cold.")
    private boolean caches;

    CleanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<String> removed = Containers.clean(console.environment(), caches);
        console.answer(removed.isEmpty() ? "nothing to remove\n" : String.join("\n", removed) + "\n");
        return 0;
    }
}
