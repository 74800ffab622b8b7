package org.nrnwheel.rootfs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.net.Proxies;
import org.nrnwheel.net.Trust;
import org.nrnwheel.plan.Machine;
import org.nrnwheel.rootfs.ImageSource.Layer;
import org.nrnwheel.rootfs.PullProgress.Stage;
import org.nrnwheel.run.host.Emulation;
import org.nrnwheel.run.host.TreeRemoval;
import org.nrnwheel.tag.Architecture;

/**
 * Unpacks container images into directories, without an engine and as any user: {@code ImageRoots.standard()
 * .pull("registry.example/tools:1", Path.of("root"))}. Then {@code --on rootfs:DIRECTORY} runs builds in them.
 *
 * <p>Images are not trusted. Every layer's digest is checked, and no entry leads out of the root; device nodes, pipes,
 * set-user-ID bits and owners are dropped: every file belongs to the caller. A root has its name when all of it is there.
 * Layers of registries are kept below {@code layers} in the cache. Immutable; safe for use by several threads.
 */
public final class ImageRoots {
    private static final long STEP = 1 << 20;

    private final Environment environment;
    private final Optional<Architecture> architecture;
    private final Optional<Path> authority;
    private final Optional<Login> login;
    private final boolean plainHttp;
    private final UnpackLimits limits;
    private final Consumer<PullProgress> progress;

    private ImageRoots(
            Environment environment,
            Optional<Architecture> architecture,
            Optional<Path> authority,
            Optional<Login> login,
            boolean plainHttp,
            UnpackLimits limits,
            Consumer<PullProgress> progress) {
        this.environment = environment;
        this.architecture = architecture;
        this.authority = authority;
        this.login = login;
        this.plainHttp = plainHttp;
        this.limits = limits;
        this.progress = progress;
    }

    /**
     * Makes the puller of this process.
     *
     * @return a puller for this machine's architecture
     */
    public static ImageRoots standard() {
        return of(Environment.system());
    }

    /**
     * Makes a puller.
     *
     * @param environment says where the cache is, Docker's {@code config.json}, proxies, and the certificates of {@code
     *     SSL_CERT_FILE}
     * @return a puller for this machine's architecture
     */
    public static ImageRoots of(Environment environment) {
        return new ImageRoots(
                environment,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                UnpackLimits.standard(),
                event -> {});
    }

    /**
     * Chooses the image for another CPU.
     *
     * @param wanted the architecture
     * @return the changed puller
     */
    public ImageRoots architecture(Architecture wanted) {
        return new ImageRoots(environment, Optional.of(wanted), authority, login, plainHttp, limits, progress);
    }

    /**
     * Trusts more certificate authorities.
     *
     * @param bundle a file of certificates in PEM form
     * @return the changed puller
     */
    public ImageRoots caCertificates(Path bundle) {
        return new ImageRoots(environment, architecture, Optional.of(bundle), login, plainHttp, limits, progress);
    }

    /**
     * Logs in so, instead of by what {@code docker login} keeps.
     *
     * @param user the user's name
     * @param password the password or token
     * @return the changed puller
     */
    public ImageRoots login(String user, Secret password) {
        Optional<Login> given = Optional.of(new Login(user, password));
        return new ImageRoots(environment, architecture, authority, given, plainHttp, limits, progress);
    }

    /**
     * Asks the registry without TLS. A login is then sent to this machine alone.
     *
     * @return the changed puller
     */
    public ImageRoots plainHttp() {
        return new ImageRoots(environment, architecture, authority, login, true, limits, progress);
    }

    /**
     * Allows more or less.
     *
     * @param changed how much an image may hold
     * @return the changed puller
     */
    public ImageRoots limits(UnpackLimits changed) {
        return new ImageRoots(environment, architecture, authority, login, plainHttp, changed, progress);
    }

    /**
     * Tells how far a pull is, on the pulling thread, about once a megabyte.
     *
     * @param listener hears it
     * @return the changed puller
     */
    public ImageRoots onProgress(Consumer<PullProgress> listener) {
        return new ImageRoots(environment, architecture, authority, login, plainHttp, limits, listener);
    }

    /**
     * Unpacks an image into a new directory. Nothing is done when the same image is there already.
     *
     * @param image the path of an archive that {@code docker save} or a builder of OCI images wrote, or a name:
     *     {@code HOST/REPOSITORY:TAG}, {@code HOST/REPOSITORY@sha256:…}
     * @param directory the root to make
     * @return the root
     * @throws ImageRootException when it could not be made; then the directory is as it was
     */
    public ImageRoot pull(String image, Path directory) {
        Path root = environment.workingDirectory().resolve(directory).normalize();
        try (ImageSource source = open(image)) {
            Optional<ImageRoot> there = existing(root, source.description());
            return there.isPresent() ? there.get() : pull(source, root);
        } catch (IOException e) {
            throw new ImageRootException(
                    "cannot pull " + image + " into " + root + ": " + e,
                    "See to it that the directory can be written and that its disk is not full.",
                    e);
        }
    }

    private ImageSource open(String image) throws IOException {
        Architecture wanted = architecture.orElseGet(this::hostArchitecture);
        Path file = environment.workingDirectory().resolve(image);
        if (Files.isRegularFile(file)) {
            return ArchiveSource.open(file, wanted, environment.cacheDirectory(), limits);
        }
        ImageName name = ImageName.parse(image);
        Http http = new Http(this::trust, new Proxies(environment));
        Optional<Login> known = login.or(() -> new DockerConfig(environment).login(name.accountKey()));
        LayerCache cache = new LayerCache(environment.cacheDirectory().resolve("layers"));
        return RegistrySource.open(image, name, new Registry(http, name, known, plainHttp), cache, wanted);
    }

    private SSLContext trust() {
        try {
            return Trust.context(environment, authority.stream().toList());
        } catch (GeneralSecurityException | IOException e) {
            throw new ImageRootException(
                    "the certificates cannot be used: " + e.getMessage(),
                    "Give a file of certificates in PEM form.",
                    e);
        }
    }

    private Architecture hostArchitecture() {
        return Emulation.machine(environment)
                .map(Machine::architecture)
                .orElseThrow(() -> new ImageRootException(
                        "this machine is of an unknown architecture: '" + environment.property("os.arch") + "'",
                        "Name the image's architecture.",
                        null));
    }

    private static Optional<ImageRoot> existing(Path root, ImageDescription image) {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Optional<ImageRoot> there = ImageRoot.find(root);
        if (there.filter(found -> found.image().digest().equals(image.digest())).isEmpty()) {
            throw new ImageRootException(
                    root + " is there already, and is not this image", "Remove it, or name another directory.", null);
        }
        return there;
    }

    private ImageRoot pull(ImageSource source, Path root) throws IOException {
        List<Layer> layers = source.layers();
        for (int i = 0; i < layers.size(); i++) {
            source.fetch(layers.get(i), new Steps(Stage.FETCH, i, layers)::reached);
        }
        Path parent = Optional.ofNullable(root.getParent()).orElse(root);
        Files.createDirectories(parent);
        // A killed pull leaves this one behind, and the next one takes it away.
        Path part = parent.resolve("." + root.getFileName() + ".part");
        try (PullLock lock = PullLock.of(environment, part)) {
            lock.held();
            TreeRemoval.remove(part);
            Files.createDirectory(part);
            unpack(source, part);
            Files.move(part, root, StandardCopyOption.ATOMIC_MOVE);
            return new ImageRoot(root, source.description());
        }
    }

    private void unpack(ImageSource source, Path part) throws IOException {
        boolean whole = false;
        try {
            RootTree tree = new RootTree(part.toRealPath());
            unpackLayers(source, tree);
            tree.finish();
            ImageRoot.describe(tree, source.description());
            whole = true;
        } finally {
            if (!whole) {
                TreeRemoval.remove(part);
            }
        }
    }

    private void unpackLayers(ImageSource source, RootTree tree) throws IOException {
        LayerUnpacker unpacker = new LayerUnpacker(tree, limits);
        List<Layer> layers = source.layers();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            boolean good = false;
            try (InputStream in = new Counted(source.open(layer), new Steps(Stage.UNPACK, i, layers))) {
                unpacker.unpack(in, layer.contentDigest());
                good = true;
            } finally {
                if (!good) {
                    source.discard(layer);
                }
            }
        }
    }

    /** Tells of one layer, not too often. */
    private final class Steps {
        private final Stage stage;
        private final int index;
        private final List<Layer> layers;
        private long told = -STEP;

        private Steps(Stage stage, int index, List<Layer> layers) {
            this.stage = stage;
            this.index = index;
            this.layers = layers;
        }

        private void reached(long done) {
            long total = layers.get(index).size();
            if (done - told >= STEP || (done == total && told != total)) {
                told = done;
                progress.accept(new PullProgress(stage, index + 1, layers.size(), done, total));
            }
        }
    }

    /** Tells how much was read. */
    private static final class Counted extends FilterInputStream {
        private final Steps steps;
        private long count;

        private Counted(InputStream in, Steps steps) {
            super(in);
            this.steps = steps;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            count += Math.max(0, n);
            steps.reached(count);
            return n;
        }
    }
}
