package org.nrnwheel.rootfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.ImageReference;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Machine;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.PlatformProvider.Offer;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.request.PlatformSpec;
import org.nrnwheel.run.host.Emulation;
import org.nrnwheel.run.host.HostLauncher;
import org.nrnwheel.run.host.HostWorkspaces;
import org.nrnwheel.run.host.Launcher;
import org.nrnwheel.run.host.PassedOn;
import org.nrnwheel.run.host.Query;
import org.nrnwheel.run.host.ShellInspection;
import org.nrnwheel.tag.Architecture;

/**
 * An image root: commands run in it by bubblewrap, as any user and without an engine. The root is read-only to them. Immutable.
 *
 * @param spec what it was asked for by
 * @param root the root
 * @param image what the image says of itself, when one was unpacked here
 * @param bubblewrap how commands get in
 * @param environment the process environment
 * @param machine what carries its programs out
 * @param notRunning the CPU of its programs, when the machine does not run them
 */
record RootfsPlatform(
        PlatformSpec spec,
        Path root,
        Optional<ImageDescription> image,
        Bubblewrap bubblewrap,
        Environment environment,
        Machine machine,
        Optional<Architecture> notRunning)
        implements Platform {
    /** What engines give a process of an image that says nothing. */
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static final String PATH = "PATH";
    private static final String GIVEN = "/run/nrnwheel/";
    private static final Duration INSPECTION = Duration.ofMinutes(2);
    private static final Duration PROBE = Duration.ofSeconds(20);

    /** Directories of links and caches of the host: the links lead nowhere inside, and what is cached was built elsewhere. */
    private static final Set<String> NOT_INSIDE =
            Set.of("SSL_CERT_DIR", "GIT_SSL_CAPATH", "PIP_CACHE_DIR", "UV_CACHE_DIR");

    /** Offers a directory; that its programs are for a CPU that nothing here runs, is a problem of plans. */
    static Offer offer(PlatformSpec spec, RootfsSettings settings, Environment environment, Machine machine) {
        Path directory =
                environment.workingDirectory().resolve(settings.directory()).normalize();
        if (!Files.isDirectory(directory)) {
            return new Offer.Refused(
                    "there is no root " + directory, "Make it: nrnwheel rootfs pull IMAGE " + directory + ".");
        }
        List<Bubblewrap> ways = Bubblewrap.ways(environment, settings.user());
        if (ways.isEmpty()) {
            return new Offer.Refused("bubblewrap is not here", "Install bubblewrap (bwrap).");
        }
        try {
            Path root = directory.toRealPath();
            Optional<String> missing = new Mounts(root, environment).missing();
            if (missing.isPresent()) {
                return new Offer.Refused(
                        root + " has no directory " + missing.get(),
                        "Make the root by 'nrnwheel rootfs pull', or make that directory.");
            }
            return choose(spec, root, ways, environment, machine);
        } catch (IOException | ImageRootException e) {
            return new Offer.Refused("the root cannot be used: " + e.getMessage(), "Pull the image again.");
        }
    }

    private static Offer choose(
            PlatformSpec spec, Path root, List<Bubblewrap> ways, Environment environment, Machine machine)
            throws IOException {
        Optional<ImageDescription> image = ImageRoot.find(root).map(ImageRoot::image);
        String reason = "";
        for (Bubblewrap way : ways) {
            RootfsPlatform platform =
                    new RootfsPlatform(spec, root, image, way, environment, machine, Optional.empty());
            Query.Result result = platform.ask(List.of("/bin/sh", "-c", ":"), PROBE);
            if (result.exit().successful()) {
                return new Offer.Ready(platform);
            }
            reason = result.err().strip();
        }
        Optional<Architecture> foreign = architecture(root, image).filter(cpu -> !machine.runs(cpu));
        return foreign.isPresent()
                ? new Offer.Ready(new RootfsPlatform(spec, root, image, ways.get(0), environment, machine, foreign))
                : new Offer.Refused(
                        "no process can be started in " + root + ": " + reason,
                        "The kernel must allow user namespaces, and the root must have /bin/sh and what it needs.");
    }

    private static Optional<Architecture> architecture(Path root, Optional<ImageDescription> image) {
        return image.map(ImageDescription::architecture)
                .or(() -> new ScopedPaths(root).find("/bin/sh").flatMap(Emulation::ofProgram));
    }

    private Query.Result ask(List<String> argv, Duration limit) throws IOException {
        return new Query(launcher(List.of())).run(argv, Map.of(), Optional.of(limit));
    }

    private Launcher launcher(List<String> more) {
        Mounts mounts = new Mounts(root, environment);
        List<String> arguments = new ArrayList<>(mounts.arguments());
        mounts.named(passedOn())
                .forEach((name, path) -> arguments.addAll(List.of("--ro-bind-try", path.toString(), GIVEN + name)));
        arguments.addAll(more);
        return bubblewrap.launcher(HostLauncher.of(environment), arguments, imageVariables());
    }

    private Map<String, String> imageVariables() {
        Map<String, String> variables =
                new TreeMap<>(image.map(ImageDescription::environment).orElse(Map.of()));
        variables.putIfAbsent(PATH, USUAL_PATH);
        return variables;
    }

    private Set<String> passedOn() {
        Set<String> names = new TreeSet<>(PassedOn.names(environment));
        names.removeAll(NOT_INSIDE);
        return names;
    }

    @Override
    public Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        variables.put(PATH, imageVariables().getOrDefault(PATH, USUAL_PATH));
        new Mounts(root, environment).named(passedOn()).keySet().forEach(name -> variables.put(name, GIVEN + name));
        return variables;
    }

    @Override
    public Inventory inspect(Inspection inspection) {
        if (notRunning.isPresent()) {
            return ShellInspection.notRunning(notRunning.get(), name(), passedOn(), reference(), machine);
        }
        try {
            Query.Result result = ask(ShellInspection.argv(inspection), INSPECTION);
            if (!result.exit().successful()) {
                throw new PlatformException(
                        "the root " + root + " cannot be looked at: " + result.exit() + ": "
                                + result.err().strip(),
                        "See to it that it has /bin/sh and coreutils.",
                        null);
            }
            return ShellInspection.read(result.out(), name(), passedOn(), reference(), machine);
        } catch (IOException e) {
            throw new PlatformException(
                    "the root " + root + " cannot be looked at: " + e.getMessage(), "Look whether bwrap works.", e);
        }
    }

    /** The plan's name of this platform: wheels of another image are other wheels. */
    private String name() {
        return spec.scheme() + ":" + image.map(ImageDescription::digest).orElse(root.toString());
    }

    private Optional<ImageReference> reference() {
        return image.map(known -> new ImageReference(known.name(), Optional.of(known.digest())));
    }

    @Override
    public Workspace open(WorkspaceRequest request) {
        RootfsLayout layout = RootfsLayout.of(root, key(), request);
        List<String> binds = new ArrayList<>();
        layout.mounts()
                .forEach(mount -> binds.addAll(List.of(
                        "--bind", mount.getKey().toString(), mount.getValue().toString())));
        try {
            Files.createDirectories(layout.cache());
            Files.createDirectories(layout.wheelhouse());
        } catch (IOException e) {
            throw new PlatformException(
                    "cannot make a directory for a job: " + e.getMessage(),
                    "See to it that cache and wheelhouse can be written.",
                    e);
        }
        return new RootfsWorkspace(HostWorkspaces.open(layout, launcher(binds), request.source(), environment));
    }

    private String key() {
        byte[] name = name().getBytes(StandardCharsets.UTF_8);
        return Sha256.of(name).brief();
    }
}
