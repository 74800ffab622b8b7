package org.nrnwheel.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.nrnwheel.WheelRepairer;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.repair.GraftPlan;
import org.nrnwheel.repair.LibrarySource;
import org.nrnwheel.repair.RepairReport;
import org.nrnwheel.report.PlainText;
import org.nrnwheel.request.InvalidRequestException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Repairs wheels. */
@Command(
        name = "repair",
        description = "Repairs Linux wheels: grafts libraries, cleans search paths, fixes modes and tags.",
        footer = {
            "",
            "Exit codes: 0 all are repaired, 8 one cannot be, 10 invalid wheel, 2 wrong request.",
            "docs/exit-codes.md says what to do."
        })
final class RepairCommand extends Helped implements Callable<Integer> {
    private static final String NRNWHEEL = "nrnwheel";

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "WHEEL", description = "The wheels.")
    private List<Path> wheels = new ArrayList<>();

    @Option(
            names = {"-w", "--wheel-dir"},
            paramLabel = "DIR",
            description = "Where repaired wheels go; default: wheelhouse.")
    private Path directory = Path.of("wheelhouse");

    @Option(
            names = "--exclude",
            paramLabel = "LIB",
            description = "Do not graft this library; * and ? as in a shell. Repeatable.")
    private List<String> excludes = new ArrayList<>();

    @Option(names = "--plat", paramLabel = "TAG", description = "The platform tag to reach; default: the best.")
    private Optional<String> tag = Optional.empty();

    @Option(names = "--only-plat", description = "No better tag beside that of --plat.")
    private boolean exact;

    @Option(
            names = "--library-dir",
            paramLabel = "DIR",
            description = "Take libraries from here and nowhere else. Repeatable.")
    private List<Path> directories = new ArrayList<>();

    @Option(names = "--sysroot", paramLabel = "DIR", description = "Take libraries from the system in this directory.")
    private Optional<Path> sysroot = Optional.empty();

    @Option(names = "--strip", description = "Leave symbol tables and debugging information out.")
    private boolean strip;

    @Option(names = "--dedupe", description = "Leave out grafted copies of libraries that are in the wheel twice.")
    private boolean dedupe;

    @Option(
            names = "--component",
            paramLabel = "PURL",
            description = "Say what was linked in, e.g. pkg:generic/readline@8.1. Repeatable.")
    private List<String> components = new ArrayList<>();

    @Option(names = "--engine", paramLabel = "E", description = "nrnwheel (default) or auditwheel.")
    private String engine = NRNWHEEL;

    @Option(names = "--dry-run", description = "Print what would be done and do nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print reports, or plans with --dry-run, as JSON.")
    private boolean json;

    RepairCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        WheelRepairer repairer = repairer();
        List<Answer<String>> answers = Answer.each(
                console.absolute(wheels), atOnce(), wheel -> dryRun ? plan(repairer, wheel) : repair(repairer, wheel));
        answers.forEach(answer -> answer.value().ifPresent(console::answer));
        answers.forEach(answer -> answer.error().ifPresent(console::error));
        return Answer.firstError(answers).map(ExitCodes::of).orElse(0);
    }

    /** Our own repairs need no program, so that several can be made at once. */
    private int atOnce() {
        return engine.equals(NRNWHEEL) ? Runtime.getRuntime().availableProcessors() : 1;
    }

    private String plan(WheelRepairer repairer, Path wheel) {
        GraftPlan plan = repairer.plan(wheel);
        return json ? plan.toJson() : plan.toText();
    }

    private String repair(WheelRepairer repairer, Path wheel) {
        RepairReport report = repairer.repair(wheel, console.absolute(directory));
        return json ? report.toJson() : console.absolute(directory).resolve(report.fileName()) + "\n";
    }

    private WheelRepairer repairer() {
        if (exact && tag.isEmpty()) {
            throw new InvalidRequestException("--only-plat says nothing by itself", "Give --plat TAG too.");
        }
        WheelRepairer repairer = engine().exclude(excludes.toArray(String[]::new))
                .with(BuildContext.standard().withEnvironment(console.environment()));
        if (tag.isPresent()) {
            repairer = exact ? repairer.exactPlatformTag(tag.get()) : repairer.platformTag(tag.get());
        }
        repairer = strip ? repairer.strip() : repairer;
        repairer = dedupe ? repairer.dedupe() : repairer;
        for (String component : components) {
            repairer = repairer.component(component);
        }
        Optional<LibrarySource> source = source();
        repairer = source.isPresent() ? repairer.libraries(source.get()) : repairer;
        return repairer.output((channel, bytes) -> console.err()
                .print(PlainText.of(
                        StandardCharsets.UTF_8.decode(bytes.duplicate()).toString())));
    }

    private WheelRepairer engine() {
        return switch (engine) {
            case NRNWHEEL -> WheelRepairer.nrnwheel();
            case "auditwheel" -> WheelRepairer.auditwheel();
            default ->
                throw new InvalidRequestException("not an engine: '" + engine + "'", "Write nrnwheel or auditwheel.");
        };
    }

    private Optional<LibrarySource> source() {
        if (!directories.isEmpty() && sysroot.isPresent()) {
            throw new InvalidRequestException("--library-dir and --sysroot exclude each other", "Give one of them.");
        }
        if (!directories.isEmpty()) {
            return Optional.of(LibrarySource.directories(console.absolute(directories)));
        }
        return sysroot.map(root -> LibrarySource.system(console.absolute(root)));
    }
}
