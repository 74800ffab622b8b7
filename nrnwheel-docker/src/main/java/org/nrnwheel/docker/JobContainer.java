package org.nrnwheel.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.ExecCreateCmd;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.run.host.ImageArchitecture;

/** One container of ours: it does nothing itself, commands are executed in it. Safe for use by several threads. */
final class JobContainer implements AutoCloseable {
    /** Waits for what is handed to it, so that no dead processes pile up, and ends at once when it is asked. */
    private static final List<String> IDLE =
            List.of("/bin/sh", "-c", "trap 'exit 0' TERM INT; while :; do sleep 86400 & wait $!; done");

    private static final int EXIT_TRIES = 150;
    private static final long EXIT_MILLIS = 20;
    private static final int SHORT = 12;
    private static final double NANOS = 1e9;

    private final Engine engine;
    private final String id;
    private final MemoryFiles memory;

    private JobContainer(Engine engine, String id, MemoryFiles memory) {
        this.engine = engine;
        this.id = id;
        this.memory = memory;
    }

    /** Makes a container, which does not run yet. */
    static JobContainer create(
            Engine engine,
            LocalImage image,
            ContainerSettings settings,
            List<Bind> binds,
            List<DeviceRequest> devices,
            MemoryFiles memory) {
        CreateContainerCmd create = engine.client()
                .createContainerCmd(image.id())
                .withEntrypoint(IDLE.subList(0, 1))
                .withCmd(IDLE.subList(1, IDLE.size()))
                .withLabels(Map.of(Leftovers.OWNER, Owner.self().toString()))
                .withHostConfig(
                        hostConfig(settings, binds).withDeviceRequests(devices).withTmpFs(memory.mounts()));
        settings.user().ifPresent(create::withUser);
        image.architecture().ifPresent(cpu -> create.withPlatform(ImageArchitecture.platform(cpu)));
        String id = engine.call(
                "create a container of " + image.name(), () -> create.exec().getId());
        return new JobContainer(engine, id, memory);
    }

    private static HostConfig hostConfig(ContainerSettings settings, List<Bind> binds) {
        HostConfig config = HostConfig.newHostConfig().withBinds(binds);
        settings.network().ifPresent(config::withNetworkMode);
        // Swap would only make a build that lacks memory endlessly slow.
        settings.memory().ifPresent(bytes -> config.withMemory(bytes).withMemorySwap(bytes));
        settings.cpus().ifPresent(count -> config.withNanoCPUs((long) (count * NANOS)));
        return config;
    }

    String id() {
        return id;
    }

    MemoryFiles memory() {
        return memory;
    }

    void start() {
        engine.call(
                "start a container", () -> engine.client().startContainerCmd(id).exec());
    }

    /** Prepares a command; returns the engine's id for it. */
    String prepare(List<String> argv, List<String> environment, String directory, Optional<String> user) {
        return engine.call("execute " + argv.get(0) + " in the container", () -> {
            ExecCreateCmd create = engine.client()
                    .execCreateCmd(id)
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .withEnv(environment)
                    .withWorkingDir(directory)
                    .withCmd(argv.toArray(String[]::new));
            user.ifPresent(create::withUser);
            return create.exec().getId();
        });
    }

    /** Starts a prepared command; what it prints goes to the callback on a thread of docker-java. */
    void begin(String exec, ResultCallback<Frame> output) {
        engine.call(
                "execute in the container",
                () -> engine.client().execStartCmd(exec).exec(output));
    }

    /** Looks at a command. */
    InspectExecResponse look(String exec) {
        return engine.call(
                "look at a command", () -> engine.client().inspectExecCmd(exec).exec());
    }

    /** Says how the container is, or nothing when it is gone. */
    Optional<ContainerState> state() {
        return engine.call("look at the container", () -> {
            try {
                return Optional.of(
                        engine.client().inspectContainerCmd(id).exec().getState());
            } catch (NotFoundException e) {
                return Optional.<ContainerState>empty();
            }
        });
    }

    /**
     * Executes a small helper of ours as root and waits for it, whatever interrupts.
     *
     * @return what it prints
     * @throws PlatformException when it does not end well
     */
    String run(List<String> argv, List<String> environment) {
        HelperOutput output = new HelperOutput();
        String exec = prepare(argv, environment, "/", Optional.of("0"));
        begin(exec, output);
        output.awaitEnd();
        return ended(exec, output);
    }

    /** What a helper printed that has ended. */
    private String ended(String exec, HelperOutput output) {
        Optional<Long> code = exitCode(exec);
        if (code.filter(number -> number == 0).isEmpty()) {
            throw new PlatformException(
                    "a helper in the container did not end well"
                            + code.map(number -> ", exit code " + number).orElse("") + ": "
                            + output.err().strip(),
                    "See to it that the image has /bin/sh and coreutils, and that its disk, or memory given to tmpfs, is not full.",
                    null);
        }
        return output.out();
    }

    /** The exit code of a command whose output has ended, or nothing when the engine does not know it. */
    Optional<Long> exitCode(String exec) {
        for (int tries = 0; tries < EXIT_TRIES; tries++) {
            InspectExecResponse now = look(exec);
            if (!Boolean.TRUE.equals(now.isRunning()) && now.getExitCodeLong() != null) {
                return Optional.of(now.getExitCodeLong());
            }
            Uninterrupted.sleep(EXIT_MILLIS);
        }
        return Optional.empty();
    }

    /** Unpacks a tar archive at the root of the container's files. */
    void unpack(InputStream archive) {
        engine.call(
                "copy into the container",
                () -> engine.client()
                        .copyArchiveToContainerCmd(id)
                        .withRemotePath("/")
                        .withTarInputStream(archive)
                        .exec());
    }

    /** Returns a file as a tar archive of one entry, or nothing when it is not there. */
    Optional<InputStream> pack(String path) {
        return engine.call("copy out of the container", () -> {
            try {
                return Optional.of(
                        engine.client().copyArchiveFromContainerCmd(id, path).exec());
            } catch (NotFoundException e) {
                return Optional.<InputStream>empty();
            }
        });
    }

    /** What its own process has printed. */
    String printed() {
        HelperOutput output = new HelperOutput();
        engine.call(
                "read the container's output",
                () -> engine.client()
                        .logContainerCmd(id)
                        .withStdOut(true)
                        .withStdErr(true)
                        .exec(output));
        output.awaitEnd();
        return output.out() + output.err();
    }

    /** Marks it as one that stays after its process. */
    void keep() {
        engine.call(
                "rename the container",
                () -> engine.client()
                        .renameContainerCmd(id)
                        .withName(Leftovers.KEPT + id.substring(0, SHORT))
                        .exec());
    }

    /** Removes it with all that runs in it. */
    @Override
    public void close() {
        Leftovers.remove(engine, id);
    }
}
