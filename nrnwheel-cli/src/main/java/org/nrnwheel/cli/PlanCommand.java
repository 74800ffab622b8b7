package org.nrnwheel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.nrnwheel.WheelBuilder;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.request.InvalidRequestException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what a build would do. */
@Command(
        name = "plan",
        description = "Says what a build would do and what is lacking; changes nothing.",
        footer = {
            "",
            "Exit codes: 0 the plan was made, with or without problems;",
            "2, 3, 5, 6 and 11 as docs/exit-codes.md says."
        })
final class PlanCommand extends Helped implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RequestOptions request = new RequestOptions();

    @Option(names = "--json", description = "Print the plan as JSON (docs/schemas/plan.schema.json).")
    private boolean json;

    @Option(names = "--script", description = "Print a shell script that does the same by hand.")
    private boolean script;

    @Option(
            names = "--inventory",
            paramLabel = "FILE",
            description = "Plan for the machine that a file describes, as 'nrnwheel inventory' prints it.")
    private Optional<Path> inventory = Optional.empty();

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (json && script) {
            throw new InvalidRequestException("--json and --script exclude each other", "Give one of them.");
        }
        BuildPlan plan = plan(request.builder(console));
        console.answer(script ? plan.toShellScript() : json ? plan.toJson() : plan.toString());
        return 0;
    }

    private BuildPlan plan(WheelBuilder<?> builder) {
        return inventory.isPresent() ? builder.plan(read(console.absolute(inventory.get()))) : builder.plan();
    }

    private static Inventory read(Path file) {
        try {
            return Inventory.fromJson(Files.readString(file));
        } catch (IOException e) {
            throw new InvalidRequestException(
                    "cannot read the inventory " + file + ": " + e.getMessage(),
                    "Write one by 'nrnwheel inventory' on the machine to plan for.");
        }
    }
}
