package org.nrnwheel.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.index.SimpleIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Works on a static package index. */
@Command(name = "index", description = "Works on a static package index in a directory.")
final class IndexCommand extends Helped implements Runnable {
    private final Console console;

    @Spec
    private @Nullable CommandSpec spec;

    IndexCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "say what to do with the index: add");
        }
    }

    @Command(
            name = "add",
            description = "Adds wheels; pip and uv then install from the index.",
            footer = {"", "Exit codes: 0 every wheel is in it, 10 invalid wheel, 13 index."})
    int add(
            @Parameters(index = "0", paramLabel = "DIR", description = "The index's directory, made when missing.")
                    Path directory,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "WHEEL", description = "The wheels.")
                    List<Path> wheels) {
        SimpleIndex index = SimpleIndex.at(console.absolute(directory));
        for (Path wheel : new ArrayList<>(wheels)) {
            index.add(console.absolute(wheel));
        }
        console.answer("--index-url " + index.url() + "\n");
        return 0;
    }
}
