package org.nrnwheel.run.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.platform.ProvisioningException;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.run.host.InterpreterFinder.Origin;
import org.nrnwheel.tag.Architecture;

/** Installs Pythons into the user's data directory. Safe for use by several threads and processes. */
public final class PythonProvisioner {
    private static final Pattern VERSION = Pattern.compile("(?:cp)?3\\.?(\\d{1,2})(?:\\.\\d+)?");
    private static final String PART = ".part-";

    private final Environment environment;
    private final Consumer<String> progress;
    private final List<PythonArtifact> artifacts;
    private final Path pythons;
    private final InterpreterQuery query;

    /**
     * Makes a provisioner.
     *
     * @param environment the process environment
     * @param progress takes a line for each step
     */
    public PythonProvisioner(Environment environment, Consumer<String> progress) {
        this(environment, progress, artifacts(environment));
    }

    PythonProvisioner(Environment environment, Consumer<String> progress, List<PythonArtifact> artifacts) {
        this.environment = environment;
        this.progress = progress;
        this.artifacts = List.copyOf(artifacts);
        this.pythons = environment.dataDirectory().toAbsolutePath().resolve("pythons");
        this.query = new InterpreterQuery(environment);
    }

    private static List<PythonArtifact> artifacts(Environment environment) {
        Optional<TargetSystem> system = HostSystem.of(environment);
        Optional<Architecture> architecture = HostSystem.architecture(environment);
        return system.isPresent() && architecture.isPresent()
                ? PythonArtifact.known(system.get(), architecture.get())
                : List.of();
    }

    /**
     * Returns the versions that are there as artifacts.
     *
     * @return e.g. {@code 3.12}, ascending
     */
    public List<String> versions() {
        return artifacts.stream().map(PythonArtifact::version).toList();
    }

    /**
     * Installs a Python unless it is there.
     *
     * @param version e.g. {@code 3.12}
     * @return the interpreter
     * @throws ProvisioningException when it cannot be installed
     */
    public Interpreter provision(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw unknown(version, "is no version such as 3.12");
        }
        int minor = Integer.parseInt(matcher.group(1));
        Optional<PythonArtifact> artifact = PythonArtifact.find(artifacts, minor);
        if (artifact.isEmpty()) {
            return new UvPythons(environment)
                    .install("3." + minor, progress)
                    .orElseThrow(() -> unknown(version, "cannot be provisioned on this host"));
        }
        try {
            return install(artifact.get());
        } catch (ProvisioningException e) {
            return new UvPythons(environment).install("3." + minor, progress).orElseThrow(() -> e);
        }
    }

    private ProvisioningException unknown(String version, String problem) {
        return new ProvisioningException(
                "Python '" + version + "' " + problem,
                versions().isEmpty()
                        ? "Install uv, which brings Pythons for this host, or install a Python by other means."
                        : "Ask for one of " + String.join(", ", versions()) + ", or install uv, which has more.",
                null);
    }

    private Interpreter install(PythonArtifact artifact) {
        Path target = pythons.resolve(artifact.directory());
        Optional<Interpreter> there = ask(target);
        if (there.isPresent()) {
            return there.get();
        }
        try {
            return DirectoryLock.holding(pythons, () -> installLocked(artifact, target));
        } catch (IOException e) {
            throw new ProvisioningException(
                    "cannot install Python " + artifact.python() + " into " + target + ": " + e.getMessage(),
                    "See to it that the directory can be written and that its disk is not full.",
                    e);
        }
    }

    private Interpreter installLocked(PythonArtifact artifact, Path target) throws IOException {
        // Whoever held the lock before may have installed it.
        Optional<Interpreter> there = ask(target);
        if (there.isPresent()) {
            return there.get();
        }
        removeParts();
        Path part = Files.createTempDirectory(pythons, PART);
        try {
            Path made = make(artifact, part, target);
            TreeRemoval.remove(target);
            Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            TreeRemoval.remove(part);
        }
        return ask(target).orElseThrow(() -> broken(artifact));
    }

    private Path make(PythonArtifact artifact, Path part, Path target) throws IOException {
        progress.accept("fetching " + artifact.coordinates());
        Path jar = new MavenFetcher(environment).fetch(artifact, Files.createDirectory(part.resolve("jar")));
        progress.accept("unpacking Python " + artifact.python());
        Path python = Files.createDirectory(part.resolve("python"));
        PythonUnpacking.unpack(jar, artifact, python);
        PythonMending.mend(python, artifact.version(), target);
        if (ask(python).isEmpty()) {
            throw broken(artifact);
        }
        progress.accept("installed Python " + artifact.python() + " into " + target);
        return python;
    }

    private Optional<Interpreter> ask(Path directory) {
        Path executable = directory.resolve("bin/python");
        return Programs.runnable(executable) ? query.ask(executable, Origin.PROVISIONED) : Optional.empty();
    }

    private static ProvisioningException broken(PythonArtifact artifact) {
        return new ProvisioningException(
                "the Python of " + artifact.coordinates() + " does not run on this host",
                "Perhaps this host's glibc is too old for it: 3.12 needs 2.30, 3.13 and 3.14 need 2.35.",
                null);
    }

    /** Removes what an installation left that was killed; under the lock nobody else is at it. */
    private void removeParts() throws IOException {
        List<Path> parts;
        try (Stream<Path> children = Files.list(pythons)) {
            parts = children.filter(child -> child.getFileName().toString().startsWith(PART))
                    .toList();
        }
        for (Path part : parts) {
            TreeRemoval.remove(part);
        }
    }
}
