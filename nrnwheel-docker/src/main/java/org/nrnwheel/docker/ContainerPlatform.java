package org.nrnwheel.docker;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.request.PlatformSpec;

/**
 * Builds in containers of one image, one a job, by Docker Engine or Podman's Docker API. The engine may be elsewhere: files go
 * in and out through its API. Methods that set something give a new value. Safe for use by several threads.
 */
public final class ContainerPlatform implements Platform {
    private final ContainerSettings settings;
    private final Environment environment;
    /** The image as it was inspected, so that all jobs of a build run in the same. */
    private final AtomicReference<@Nullable LocalImage> image = new AtomicReference<>();

    private final JobMemory memory;

    ContainerPlatform(ContainerSettings settings, Environment environment) {
        this.settings = settings;
        this.environment = environment;
        this.memory = new JobMemory(settings);
    }

    /**
     * Sets the environment that names the engine ({@code DOCKER_HOST}, contexts), proxies and certificates.
     *
     * @param changed the environment
     * @return the changed platform
     */
    public ContainerPlatform environment(Environment changed) {
        return new ContainerPlatform(settings, changed);
    }

    /**
     * Sets where the source tree appears.
     *
     * @param path an absolute path; {@code /root/nrn} when never set
     * @return the changed platform
     */
    public ContainerPlatform source(String path) {
        return with("source", path);
    }

    /**
     * Mounts the source tree itself, writable, instead of giving each job a copy: builds then write into it, and jobs at once
     * disturb each other. Only where the engine sees the tree.
     *
     * @return the changed platform
     */
    public ContainerPlatform mountSource() {
        return with("mount-source", "true");
    }

    /**
     * Sets the network.
     *
     * @param name the engine's name for it: {@code host}, {@code none} or a network's name
     * @return the changed platform
     */
    public ContainerPlatform network(String name) {
        return with("network", name);
    }

    /**
     * Limits the memory of each job.
     *
     * @param bytes the limit, swap included
     * @return the changed platform
     */
    public ContainerPlatform memory(long bytes) {
        return with("memory", Long.toString(bytes));
    }

    /**
     * Limits the processors of each job.
     *
     * @param count how many, perhaps a fraction
     * @return the changed platform
     */
    public ContainerPlatform cpus(double count) {
        return with(
                "cpus", new BigDecimal(count).setScale(3, RoundingMode.HALF_UP).toPlainString());
    }

    /**
     * Sets the GPUs of jobs that need GPUs.
     *
     * @param which {@code none}, {@code all}, or names of the Container Device Interface, several with semicolons between them;
     *     when never set, all that the engine tells of
     * @return the changed platform
     */
    public ContainerPlatform gpus(String which) {
        return with("gpus", which);
    }

    /**
     * Sets how much of the engine's memory the source tree and the Python environment of a job may each take (tmpfs), which makes jobs
     * begin and end faster. When never set, it is a quarter of the memory where that is 12 GiB or more, {@link #memory} is not set, and
     * the tree is less than a 64th of it; elsewhere they are on the engine's disk, as they are in images without GNU tar.
     *
     * @param bytes the limit of each; 0 puts them on the disk
     * @return the changed platform
     */
    public ContainerPlatform tmpfs(long bytes) {
        return with("tmpfs", Long.toString(bytes));
    }

    /**
     * Sets the user that commands run as.
     *
     * @param name a name or number of the image; the image's own when never set
     * @return the changed platform
     */
    public ContainerPlatform user(String name) {
        return with("user", name);
    }

    /**
     * Sets the certificates that commands trust, instead of this host's.
     *
     * @param bundle a file of certificates in PEM
     * @return the changed platform
     */
    public ContainerPlatform caCertificates(Path bundle) {
        return with("ca", bundle.toAbsolutePath().toString());
    }

    /**
     * Mounts a directory of the engine's host, read-only: HPE-MPT's headers at {@code /nrnwheel/mpt/include}.
     *
     * @param host an absolute directory, not the root
     * @param inside where it appears
     * @return the changed platform
     */
    public ContainerPlatform mount(Path host, String inside) {
        return new ContainerPlatform(settings.withMount(new ContainerMount(host, inside)), environment);
    }

    private ContainerPlatform with(String name, String value) {
        return new ContainerPlatform(settings.with(name, value), environment);
    }

    @Override
    public PlatformSpec spec() {
        return settings.spec();
    }

    @Override
    public Inventory inspect(Inspection inspection) {
        try (Engine engine = Engine.connect(environment)) {
            Leftovers.sweep(engine);
            LocalImage found = LocalImage.find(engine, settings.image());
            image.set(found);
            return new ContainerInspector(engine, found, settings, passedOn()).inspect(inspection);
        }
    }

    @Override
    public Map<String, String> variables() {
        try (Engine engine = Engine.connect(environment)) {
            return passedOn().variables(image(engine));
        }
    }

    @Override
    public Workspace open(WorkspaceRequest request) {
        Engine engine = Engine.connect(environment);
        try {
            return ContainerWorkspace.open(engine, image(engine), settings, passedOn(), memory, request);
        } catch (PlatformException e) {
            engine.close();
            throw e;
        }
    }

    private LocalImage image(Engine engine) {
        LocalImage known = image.get();
        return known == null ? LocalImage.find(engine, settings.image()) : known;
    }

    private ContainerVariables passedOn() {
        return ContainerVariables.of(environment, settings.certificates());
    }
}
