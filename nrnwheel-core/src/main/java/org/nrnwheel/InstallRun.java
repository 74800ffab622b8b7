package org.nrnwheel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.nrnwheel.env.Masker;
import org.nrnwheel.index.IndexException;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.tag.Version;
import org.nrnwheel.tag.WheelName;
import org.nrnwheel.wheel.RecordComparison;
import org.nrnwheel.wheel.RecordFile;
import org.nrnwheel.wheel.WheelArtifact;
import org.nrnwheel.wheel.WheelFile;

/** One installation by the door. Used by one thread, once. */
final class InstallRun {
    private static final String REMEDY = "Read the lines above; see that the index and its wheels fit this Python.";

    private final IndexInstaller.Settings settings;
    private final BuildContext context;
    private final OutputSink output;

    InstallRun(IndexInstaller.Settings settings, BuildContext context, OutputSink output) {
        this.settings = settings;
        this.context = context;
        this.output = output;
    }

    Installation install(String project, String version, Path environment) throws InterruptedException {
        List<WheelArtifact> wheels = wheels(project, version);
        Path index = settings.index().directory();
        try (Hosted host = Hosted.open(context, "install", Hosted.looking("uv"), index)) {
            String python = new PythonChoice(
                            context.environment(), host.inventory().interpreters(), true)
                    .choose(settings.python(), wheels.get(0).fileName());
            Pip pip = new Pip(python, uv(host), environment);
            run(host, pip.create(), host.environment());
            List<String> dependencies = dependencies(wheels);
            if (!dependencies.isEmpty()) {
                run(host, pip.install(dependencies, constraints(host)), host.environment());
            }
            String wanted = WheelName.normalize(project) + "==" + Version.parse(version);
            run(host, pip.installAlone(wanted), alone(host));
        }
        return proof(wheels, environment);
    }

    private List<WheelArtifact> wheels(String project, String version) {
        List<WheelArtifact> wheels = settings.index().wheels(project).stream()
                .filter(wheel ->
                        WheelName.parse(wheel.fileName()).parsedVersion().equals(Version.parse(version)))
                .toList();
        if (wheels.isEmpty()) {
            throw new IndexException(
                    "the index " + settings.index().directory() + " has no " + project + " " + version,
                    "Add its wheel first: SimpleIndex.at(DIRECTORY).add(WHEEL).",
                    null);
        }
        return wheels;
    }

    /** What the wheels of one version depend on: markers choose among them, so asking for all of them is right. */
    private static List<String> dependencies(List<WheelArtifact> wheels) {
        return wheels.stream()
                .flatMap(wheel -> {
                    try (WheelFile file = WheelFile.open(wheel.path())) {
                        return file.metadata().requiresDist().stream();
                    }
                })
                .filter(requirement -> !requirement.matches(".*;.*\\bextra\\b.*"))
                .distinct()
                .toList();
    }

    private Optional<Value> constraints(Hosted host) {
        return settings.constraints()
                .map(file -> Place.system(host.absolute(file).toString()));
    }

    /** The machine's uv, or the one that builds put into the cache. */
    private static Optional<Value> uv(Hosted host) {
        Place shared = new Place(Place.Root.CACHE, "tools/uv/bin/uv");
        Optional<Value> onPath = host.inventory().tool("uv").map(tool -> new Text(tool.path()));
        return onPath.or(
                () -> host.workspace().local(shared).filter(Files::isExecutable).map(file -> shared));
    }

    /** No other index, no link directory, no configuration file may give what only ours has to give. */
    private Map<String, Value> alone(Hosted host) {
        Map<String, Value> environment = new TreeMap<>(host.environment());
        environment.keySet().removeIf(name -> name.startsWith("PIP_") || name.startsWith("UV_"));
        environment.put("PIP_CONFIG_FILE", new Text("/dev/null"));
        environment.put("PIP_DISABLE_PIP_VERSION_CHECK", new Text("1"));
        environment.put("UV_NO_CONFIG", new Text("1"));
        Text url = new Text(settings.url().whole().reveal());
        environment.put("PIP_INDEX_URL", url);
        environment.put("UV_DEFAULT_INDEX", url);
        settings.certificates().map(host::absolute).ifPresent(file -> {
            // The library below pip obeys REQUESTS_CA_BUNDLE more than pip.
            for (String name : List.of("PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")) {
                environment.put(name, new Text(file.toString()));
            }
        });
        return environment;
    }

    private void run(Hosted host, List<Value> argv, Map<String, Value> environment) throws InterruptedException {
        Hosted.Ran ran = host.run(argv, environment, output);
        if (!ran.exit().successful()) {
            String command = argv.stream()
                    .map(value -> host.bindings().bind(value, host.workspace()::path))
                    .reduce((a, b) -> a + " " + b)
                    .orElse("");
            throw new IndexException(
                    Masker.ofEach(settings.url().hidden()).mask(command + ": " + ran.exit() + "\n" + ran.output()),
                    REMEDY,
                    null);
        }
    }

    private static Installation proof(List<WheelArtifact> wheels, Path environment) {
        List<String> differences = new ArrayList<>();
        try {
            for (WheelArtifact wheel : wheels) {
                Optional<Installation> proved = proved(wheel, environment, differences);
                if (proved.isPresent()) {
                    return proved.get();
                }
            }
        } catch (IOException e) {
            throw new IndexException("the new environment cannot be read: " + e, REMEDY, e);
        }
        throw new IndexException(
                "what is installed in " + environment + " is no wheel of the index: " + differences,
                "See whether something else than the index gave the files.",
                null);
    }

    private static Optional<Installation> proved(WheelArtifact artifact, Path environment, List<String> differences)
            throws IOException {
        try (WheelFile wheel = WheelFile.open(artifact.path())) {
            Optional<Path> packages = packages(wheel, environment);
            if (packages.isEmpty()) {
                return Optional.empty();
            }
            RecordComparison comparison = compare(wheel, packages.get(), differences);
            Path python = environment.resolve("bin/python");
            return comparison.isSame() && differences.isEmpty()
                    ? Optional.of(new Installation(artifact, environment, python, comparison.compared()))
                    : Optional.empty();
        }
    }

    /** Finds the directory with this wheel's metadata; wheels of one version differ in the tags in WHEEL. */
    private static Optional<Path> packages(WheelFile wheel, Path environment) throws IOException {
        String own = wheel.distInfo() + "/WHEEL";
        try (Stream<Path> files = Files.find(environment, 6, (path, attributes) -> path.endsWith(own))) {
            for (Path file : files.toList()) {
                if (Arrays.equals(Files.readAllBytes(file), wheel.read(own))) {
                    return Optional.of(file.resolve("../..").normalize());
                }
            }
        }
        return Optional.empty();
    }

    private static RecordComparison compare(WheelFile wheel, Path packages, List<String> differences)
            throws IOException {
        RecordFile record = RecordFile.parse(Files.readString(packages.resolve(wheel.distInfo() + "/RECORD")));
        RecordComparison comparison = RecordComparison.of(wheel, record);
        differences.addAll(comparison.differences());
        differences.addAll(record.differencesBelow(packages));
        return comparison;
    }

    /** The commands of an installation, by uv when it is there, else by venv and pip. */
    private record Pip(String python, Optional<Value> uv, Path environment) {
        List<Value> create() {
            return uv.isPresent()
                    ? argv(uv.get(), "venv", "--no-project", "--python", python, environment.toString())
                    : argv(new Text(python), "-m", "venv", environment.toString());
        }

        List<Value> install(List<String> requirements, Optional<Value> constraints) {
            List<Value> argv = new ArrayList<>(command());
            constraints.ifPresent(file -> argv.addAll(List.of(new Text("--constraint"), file)));
            argv.add(new Text("--"));
            requirements.forEach(requirement -> argv.add(new Text(requirement)));
            return argv;
        }

        /** The index stands in the environment: its URL may hold a password. */
        List<Value> installAlone(String requirement) {
            List<Value> argv = new ArrayList<>(command());
            List.of(
                            "--no-deps",
                            uv.isPresent() ? "--no-cache" : "--no-cache-dir",
                            "--only-binary",
                            ":all:",
                            requirement)
                    .forEach(word -> argv.add(new Text(word)));
            return argv;
        }

        private List<Value> command() {
            Place interpreter = Place.system(environment.resolve("bin/python").toString());
            List<Value> argv = new ArrayList<>(
                    uv.isPresent()
                            ? argv(uv.get(), "pip", "install", "--python")
                            : List.of(interpreter, new Text("-m"), new Text("pip"), new Text("install")));
            uv.ifPresent(path -> argv.add(interpreter));
            return argv;
        }

        private static List<Value> argv(Value program, String... words) {
            List<Value> argv = new ArrayList<>(List.of(program));
            for (String word : words) {
                argv.add(new Text(word));
            }
            return argv;
        }
    }
}
