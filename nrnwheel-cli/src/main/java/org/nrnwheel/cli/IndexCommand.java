package org.nrnwheel.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.IndexInstaller;
import org.nrnwheel.Installation;
import org.nrnwheel.index.SimpleIndex;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.request.InvalidRequestException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
            throw new ParameterException(spec.commandLine(), "say what to do with the index: add or install");
        }
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
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

    @Command(
            name = "install",
            mixinStandardHelpOptions = true,
            description =
                    "Installs from the index into a fresh virtual environment and proves that what is there is its wheel.",
            footer = {"", "Exit codes: 0 proved, 2 wrong request, 13 index."})
    int install(
            @Parameters(index = "0", paramLabel = "DIR", description = "The index's directory.") Path directory,
            @Parameters(index = "1", paramLabel = "NAME==VERSION", description = "What to install.") String requirement,
            @Parameters(
                            index = "2",
                            paramLabel = "ENVIRONMENT",
                            description = "The new virtual environment's directory.")
                    Path environment,
            @Option(
                            names = "--python",
                            paramLabel = "PYTHON",
                            defaultValue = "python3",
                            description = "An interpreter: path, name on PATH or selector; default: python3.")
                    String python,
            @Option(
                            names = "--constraints",
                            paramLabel = "FILE",
                            description = "A pip constraints file for dependencies.")
                    @Nullable
                    Path constraints) {
        int equals = requirement.indexOf("==");
        if (equals < 1 || equals + 2 == requirement.length()) {
            throw new InvalidRequestException(
                    "not NAME==VERSION: '" + requirement + "'", "Write, for example, neuron-nightly==8.2.6.");
        }
        IndexInstaller installer = IndexInstaller.from(SimpleIndex.at(console.absolute(directory)))
                .python(python)
                .with(BuildContext.standard().withEnvironment(console.environment()));
        Installation installation = (constraints == null
                        ? installer
                        : installer.constraints(console.absolute(constraints)))
                .install(
                        requirement.substring(0, equals),
                        requirement.substring(equals + 2),
                        console.absolute(environment));
        console.answer(installation.wheel().fileName() + " is in " + installation.environment() + ": "
                + installation.compared() + " files have the hashes of its RECORD\n");
        return 0;
    }
}
