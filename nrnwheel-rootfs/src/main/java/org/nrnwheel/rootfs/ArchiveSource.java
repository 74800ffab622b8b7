package org.nrnwheel.rootfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;
import org.nrnwheel.tag.Architecture;

/** An image in a tar file: what {@code docker save} writes, or an OCI image layout. */
final class ArchiveSource implements ImageSource {
    private static final String DOCKER = "manifest.json";
    private static final String OCI = "index.json";

    private final ArchiveFile archive;
    private final Manifests.Image image;

    private ArchiveSource(ArchiveFile archive, Manifests.Image image) {
        this.archive = archive;
        this.image = image;
    }

    static ArchiveSource open(Path file, Architecture architecture, Path scratch, UnpackLimits limits)
            throws IOException {
        ArchiveFile archive = ArchiveFile.open(file, scratch, limits.bytes());
        boolean opened = false;
        try {
            ArchiveSource source = new ArchiveSource(archive, image(file, architecture, archive));
            opened = true;
            return source;
        } finally {
            if (!opened) {
                archive.close();
            }
        }
    }

    private static Manifests.Image image(Path file, Architecture architecture, ArchiveFile archive) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (archive.has(DOCKER)) {
            return docker(name, archive);
        }
        if (!archive.has(OCI)) {
            throw new ImageRootException(
                    file + " holds no image: neither " + DOCKER + " nor " + OCI + " is in it",
                    "Give a file that 'docker save' or a builder of OCI images wrote.",
                    null);
        }
        Manifests.Image image = Manifests.image(name, archive.read(OCI), architecture, new Blobs(archive));
        return new Manifests.Image(
                image.description(),
                image.layers().stream()
                        .map(layer ->
                                new Layer(layer.contentDigest(), blob(Sha256.parse(layer.location())), layer.size()))
                        .toList());
    }

    private static Manifests.Image docker(String file, ArchiveFile archive) throws IOException {
        List<JsonReader> images = Json.read(new String(archive.read(DOCKER), StandardCharsets.UTF_8), DOCKER)
                .items(item -> item);
        if (images.size() != 1) {
            throw new ImageRootException(
                    file + " holds " + images.size() + " images",
                    "Save the one that is meant: docker save IMAGE > FILE.",
                    null);
        }
        JsonReader entry = images.get(0);
        String configName = entry.string("Config");
        byte[] bytes = archive.read(clean(configName));
        Sha256 digest = Sha256.of(bytes);
        checkName(configName, digest);
        ImageConfig config = ImageConfig.parse(bytes);
        List<String> names = entry.strings("Layers");
        if (names.size() != config.layers().size()) {
            throw ImageRootException.damaged(file + ": its parts name different numbers of layers", null);
        }
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = clean(names.get(i));
            layers.add(new Layer(config.layers().get(i), name, archive.size(name)));
        }
        return new Manifests.Image(config.description(tag(entry).orElse(file), digest), List.copyOf(layers));
    }

    private static Optional<String> tag(JsonReader entry) {
        return entry.optional("RepoTags").isPresent()
                ? entry.strings("RepoTags").stream().findFirst()
                : Optional.empty();
    }

    /** A configuration is named by its digest: {@code HEX.json}, or {@code blobs/sha256/HEX}. */
    private static void checkName(String name, Sha256 digest) {
        String last = name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.json$", "");
        if (Sha256.isHex(last) && !last.equals(digest.hex())) {
            throw ImageRootException.damaged("the image's configuration is " + digest + ", not " + last, null);
        }
    }

    private static String clean(String name) {
        return String.join("/", ScopedPaths.parts(name));
    }

    private static String blob(Sha256 digest) {
        return "blobs/sha256/" + digest.hex();
    }

    @Override
    public ImageDescription description() {
        return image.description();
    }

    @Override
    public List<Layer> layers() {
        return image.layers();
    }

    @Override
    public void fetch(Layer layer, LongConsumer progress) {
        progress.accept(layer.size());
    }

    @Override
    public InputStream open(Layer layer) throws IOException {
        return archive.open(layer.location());
    }

    @Override
    public void discard(Layer layer) {
        // The archive is the user's.
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }

    /** The documents of an OCI image layout. */
    private record Blobs(ArchiveFile archive) implements Manifests.Documents {
        @Override
        public byte[] manifest(Descriptor descriptor) throws IOException {
            return Manifests.checked(archive.read(blob(descriptor.digest())), descriptor);
        }

        @Override
        public byte[] configuration(Descriptor descriptor) throws IOException {
            return manifest(descriptor);
        }
    }
}
