package org.nrnwheel.rootfs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.nrnwheel.rootfs.Http.Answer;
import org.nrnwheel.rootfs.LayerCache.Part;
import org.nrnwheel.tag.Architecture;

/** An image in a registry. */
final class RegistrySource implements ImageSource {
    private static final Map<String, String> MANIFESTS = Map.of(
            "Accept",
            String.join(
                    ", ",
                    "application/vnd.oci.image.index.v1+json",
                    "application/vnd.oci.image.manifest.v1+json",
                    "application/vnd.docker.distribution.manifest.list.v2+json",
                    "application/vnd.docker.distribution.manifest.v2+json"));
    private static final int TRIES = 3;

    private final Registry registry;
    private final LayerCache cache;
    private final Manifests.Image image;

    private RegistrySource(Registry registry, LayerCache cache, Manifests.Image image) {
        this.registry = registry;
        this.cache = cache;
        this.image = image;
    }

    static RegistrySource open(
            String shown, ImageName name, Registry registry, LayerCache cache, Architecture architecture)
            throws IOException {
        byte[] document = manifest(registry, name.reference());
        Optional<Sha256> wanted = name.digest();
        if (wanted.isPresent() && !wanted.get().equals(Sha256.of(document))) {
            throw ImageRootException.damaged(shown + ": the manifest is " + Sha256.of(document), null);
        }
        return new RegistrySource(registry, cache, Manifests.image(shown, document, architecture, new Blobs(registry)));
    }

    private static byte[] manifest(Registry registry, String reference) throws IOException {
        try (Answer answer = registry.get("manifests/" + reference, MANIFESTS)) {
            return answer.bytes(Manifests.MOST_BYTES);
        }
    }

    @Override
    public ImageDescription description() {
        return image.description();
    }

    @Override
    public List<Layer> layers() {
        return image.layers();
    }

    /** Fetches, and goes on a few times where a connection broke. */
    @Override
    public void fetch(Layer layer, LongConsumer progress) throws IOException {
        Sha256 digest = Sha256.parse(layer.location());
        for (int i = 1; ; i++) {
            try {
                cache.fetch(digest, layer.size(), from -> part(digest, from), progress);
                return;
            } catch (IOException e) {
                if (i == TRIES) {
                    throw new ImageRootException(
                            "layer " + digest.brief() + " did not come whole: " + e.getMessage(),
                            "Run again: what came is kept, and the rest is fetched.",
                            e);
                }
            }
        }
    }

    private Part part(Sha256 digest, long from) throws IOException {
        Map<String, String> range = from == 0 ? Map.of() : Map.of("Range", "bytes=" + from + "-");
        Answer answer = registry.get("blobs/" + digest, range);
        boolean goesOn = answer.status() == HttpURLConnection.HTTP_PARTIAL
                && answer.header("Content-Range")
                        .filter(value -> value.startsWith("bytes " + from + "-"))
                        .isPresent();
        return new Part(goesOn ? from : 0, new Body(answer));
    }

    @Override
    public InputStream open(Layer layer) throws IOException {
        return Files.newInputStream(cache.file(Sha256.parse(layer.location())));
    }

    @Override
    public void discard(Layer layer) throws IOException {
        cache.discard(Sha256.parse(layer.location()));
    }

    @Override
    public void close() {
        // Every answer was closed when it was read.
    }

    /** A body that ends its answer. */
    private static final class Body extends FilterInputStream {
        private final Answer answer;

        private Body(Answer answer) throws IOException {
            super(answer.body());
            this.answer = answer;
        }

        /** Nothing is drained: what is left of a large layer is not waited for. */
        @Override
        public void close() {
            answer.close();
        }
    }

    /** The documents of a repository. */
    private record Blobs(Registry registry) implements Manifests.Documents {
        @Override
        public byte[] manifest(Descriptor descriptor) throws IOException {
            return Manifests.checked(
                    RegistrySource.manifest(registry, descriptor.digest().toString()), descriptor);
        }

        @Override
        public byte[] configuration(Descriptor descriptor) throws IOException {
            try (Answer answer = registry.get("blobs/" + descriptor.digest(), Map.of())) {
                return Manifests.checked(answer.bytes(Manifests.MOST_BYTES), descriptor);
            }
        }
    }
}
