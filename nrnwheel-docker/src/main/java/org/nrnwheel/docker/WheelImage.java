package org.nrnwheel.docker;

import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.PushResponseItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.ImageReference;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.run.host.ImageArchitecture;
import org.nrnwheel.tag.Architecture;

/**
 * An image that wheels are built in, by its name. Progress comes line by line on a thread of this library. Immutable, safe for
 * use by several threads.
 */
public final class WheelImage {
    private static final Set<String> TOOLS = Set.of(
            "auditwheel",
            "patchelf",
            "ccache",
            "cmake",
            "ninja",
            "gcc",
            "nvc",
            "mpirun",
            "mpiexec.mpich",
            "flex",
            "bison");
    private static final Set<String> PATHS = Set.of(
            "/nrnwheel/openmpi/include",
            "/nrnwheel/mpich/include",
            "/nrnwheel/mpt/include",
            "/nrnwheel/readline",
            "/nrnwheel/ncurses");

    private final String name;
    private final Optional<Architecture> architecture;
    private final Environment environment;

    private WheelImage(String name, Optional<Architecture> architecture, Environment environment) {
        this.name = name;
        this.architecture = architecture;
        this.environment = environment;
    }

    /**
     * Names an image.
     *
     * @param name repository with tag or digest
     * @return the image
     */
    public static WheelImage of(String name) {
        return new WheelImage(name, Optional.empty(), Environment.system());
    }

    /**
     * Names the image that NEURON's own Linux wheels are built in, for this machine's CPU.
     *
     * @return the image
     */
    public static WheelImage neuron() {
        return neuron(own());
    }

    /**
     * Names the image that NEURON's own Linux wheels are built in, for a CPU.
     *
     * @param cpu the CPU that the wheels are for
     * @return the image
     */
    public static WheelImage neuron(Architecture cpu) {
        return latest("neuronsimulator/neuron_wheel", cpu);
    }

    /**
     * Names the image that NEURON's own GPU wheels are built in.
     *
     * @return the image
     */
    public static WheelImage neuronGpu() {
        return latest("neuronsimulator/neuron_wheel_gpu", own());
    }

    private static Architecture own() {
        return Architecture.find(Environment.system().property("os.arch")).orElse(Architecture.X86_64);
    }

    private static WheelImage latest(String repository, Architecture cpu) {
        Architecture linux = cpu == Architecture.ARM64 ? Architecture.AARCH64 : cpu;
        return of(repository + ":latest-" + linux);
    }

    /**
     * Sets the environment that names the engine and where credentials are.
     *
     * @param changed the environment
     * @return the changed image
     */
    public WheelImage environment(Environment changed) {
        return new WheelImage(name, architecture, changed);
    }

    /**
     * Sets the CPU that {@link #pull} fetches the image for, where its name stands for images of several.
     *
     * @param cpu the CPU; the engine's own when never set
     * @return the changed image
     */
    public WheelImage architecture(Architecture cpu) {
        return new WheelImage(name, Optional.of(cpu), environment);
    }

    /**
     * Returns the name.
     *
     * @return repository with tag or digest
     */
    public String name() {
        return name;
    }

    /**
     * Fetches the image from its registry; layers that the engine has are not fetched again.
     *
     * @param progress hears what happens
     * @return the image with the registry's digest
     * @throws PlatformException when it cannot be fetched, or is for another CPU than the one that was set
     */
    public ImageReference pull(Consumer<String> progress) {
        try (Engine engine = Engine.connect(environment)) {
            ImageName parsed = ImageName.parse(name);
            EngineProgress<PullResponseItem> heard = new EngineProgress<>(progress);
            var command = engine.client().pullImageCmd(parsed.withTag());
            credentials().of(parsed.registry()).ifPresent(command::withAuthConfig);
            architecture.ifPresent(cpu -> command.withPlatform(ImageArchitecture.platform(cpu)));
            engine.call("pull " + name, () -> command.exec(heard));
            heard.awaitEnd("pull " + name, parsed.registry());
            LocalImage fetched = LocalImage.find(engine, name);
            architecture.ifPresent(cpu -> requireFor(cpu, fetched));
            return fetched.reference();
        }
    }

    /** Engines take the only image that a name stands for, whatever it is for. */
    private static void requireFor(Architecture wanted, LocalImage fetched) {
        if (fetched.architecture().filter(cpu -> cpu != wanted).isPresent()) {
            throw new PlatformException(
                    "the image " + fetched.name() + " is for "
                            + fetched.architecture().get() + ", not for " + wanted,
                    "Name an image that its registry has for " + wanted + ".",
                    null);
        }
    }

    /**
     * Sends the image to its registry. Nothing is asked about who reviewed it; see {@link ImageReview}.
     *
     * @param progress hears what happens
     * @return the image with the registry's digest
     * @throws org.nrnwheel.platform.PlatformException when it cannot be sent
     */
    public ImageReference push(Consumer<String> progress) {
        try (Engine engine = Engine.connect(environment)) {
            ImageName parsed = ImageName.parse(name);
            LocalImage.find(engine, name);
            EngineProgress<PushResponseItem> heard = new EngineProgress<>(progress);
            var command = engine.client().pushImageCmd(parsed.repository()).withTag(parsed.tag());
            command.withAuthConfig(credentials().of(parsed.registry()).orElseGet(AuthConfig::new));
            engine.call("push " + name, () -> command.exec(heard));
            heard.awaitEnd("push " + name, parsed.registry());
            return LocalImage.find(engine, name).reference();
        }
    }

    /**
     * Gives the image one more name.
     *
     * @param other repository and tag
     * @return the image under that name
     * @throws org.nrnwheel.platform.PlatformException when the engine does not have the image
     */
    public WheelImage tag(String other) {
        try (Engine engine = Engine.connect(environment)) {
            ImageName parsed = ImageName.parse(other);
            LocalImage image = LocalImage.find(engine, name);
            engine.call(
                    "tag " + name,
                    () -> engine.client()
                            .tagImageCmd(image.id(), parsed.repository(), parsed.tag())
                            .exec());
            return new WheelImage(other, architecture, environment);
        }
    }

    /**
     * Builds the image under this name.
     *
     * @param build from what
     * @param progress hears what happens
     * @return the image
     * @throws org.nrnwheel.platform.PlatformException when a step fails; the message names it
     */
    public ImageReference build(ImageBuild build, Consumer<String> progress) {
        try (Engine engine = Engine.connect(environment)) {
            new ImageBuilder(engine, build, name).build(progress);
            return LocalImage.find(engine, name).reference();
        }
    }

    /**
     * Looks into the image by a container that is thrown away: its Pythons, tools, MPIs and libraries.
     *
     * @return what it holds
     * @throws org.nrnwheel.platform.PlatformException when the engine does not have the image
     */
    public Inventory inspect() {
        return Containers.image(name)
                .environment(environment)
                .inspect(new Inspection(new TreeSet<>(TOOLS), new TreeSet<>(PATHS), List.of()));
    }

    /**
     * Returns the command that opens a shell in a container of the image with a source tree at {@code /root/nrn}. The tree is
     * mounted: what the shell changes, is changed. Docker's own client gives the terminal, or Podman's where there is no other.
     *
     * @param source the source tree
     * @return a command for a terminal
     */
    public List<String> shellCommand(Path source) {
        return List.of(
                onPath("docker") || !onPath("podman") ? "docker" : "podman",
                "run",
                "--rm",
                "--interactive",
                "--tty",
                "--volume",
                source.toAbsolutePath().normalize() + ":/root/nrn",
                "--workdir",
                "/root/nrn",
                name,
                "/bin/bash");
    }

    private boolean onPath(String program) {
        return environment.path().stream().anyMatch(directory -> Files.isExecutable(directory.resolve(program)));
    }

    /**
     * Returns what the engine has under this name.
     *
     * @return the image
     * @throws org.nrnwheel.platform.PlatformException when the engine does not have it
     */
    public ImageReference reference() {
        try (Engine engine = Engine.connect(environment)) {
            return LocalImage.find(engine, name).reference();
        }
    }

    private Credentials credentials() {
        return new Credentials(environment);
    }

    /**
     * Returns the name.
     *
     * @return repository with tag or digest
     */
    @Override
    public String toString() {
        return name;
    }
}
