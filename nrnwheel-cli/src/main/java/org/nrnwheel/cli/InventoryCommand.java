package org.nrnwheel.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints what a platform has. */
@Command(
        name = "inventory",
        description = "Prints as JSON what planning asks of a platform (docs/schemas/inventory.schema.json); "
                + "'plan --inventory' then plans for it on another machine.",
        footer = {"", "Exit codes: 0 done; 2, 3, 5 and 6 as docs/exit-codes.md says."})
final class InventoryCommand extends Helped implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RequestOptions request = new RequestOptions();

    InventoryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.answer(request.builder(console).inventory().toJson());
        return 0;
    }
}
