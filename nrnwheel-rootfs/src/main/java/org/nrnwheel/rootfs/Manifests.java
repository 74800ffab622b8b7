package org.nrnwheel.rootfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;
import org.nrnwheel.rootfs.ImageSource.Layer;
import org.nrnwheel.tag.Architecture;

/** Reads manifests and their indexes (OCI image specification; Docker's image manifest version 2, schema 2). */
final class Manifests {
    /** No real manifest comes near it; registries allow 4 MiB. */
    static final int MOST_BYTES = 4 << 20;

    private static final int DEEPEST = 3;

    private Manifests() {}

    /** Gives documents whose digests are known, checked. */
    interface Documents {
        /** Reads a manifest or an index. */
        byte[] manifest(Descriptor descriptor) throws IOException;

        /** Reads a configuration. */
        byte[] configuration(Descriptor descriptor) throws IOException;
    }

    /**
     * An image whose manifest was read.
     *
     * @param description what it says of itself
     * @param layers its layers; their location is their digest
     */
    record Image(ImageDescription description, List<Layer> layers) {}

    /** Reads the image for an architecture out of a manifest or an index of manifests. */
    static Image image(String name, byte[] document, Architecture architecture, Documents documents)
            throws IOException {
        byte[] manifest = document;
        for (int depth = 0; isIndex(manifest); depth++) {
            if (depth == DEEPEST) {
                throw ImageRootException.malicious(name + ": an index of indexes of indexes");
            }
            manifest = documents.manifest(choose(name, manifest, architecture));
        }
        return read(name, manifest, documents);
    }

    private static boolean isIndex(byte[] document) {
        return parse(document, reader -> reader.has("manifests"));
    }

    private static Descriptor choose(String name, byte[] index, Architecture architecture) {
        List<Descriptor> all = parse(index, reader -> reader.list("manifests", Descriptor::read));
        List<Descriptor> fitting =
                all.stream().filter(found -> found.isFor(architecture)).toList();
        if (!fitting.isEmpty()) {
            return fitting.get(0);
        }
        // An archive of one image may not say what that is for; its configuration does.
        if (all.size() == 1 && all.get(0).platform().isEmpty()) {
            return all.get(0);
        }
        String there = all.stream()
                .map(found -> found.platform().orElse("unnamed"))
                .distinct()
                .collect(Collectors.joining(", "));
        throw new ImageRootException(
                name + " has no image for linux and " + architecture + ", only for: " + there,
                "Name another architecture or another image.",
                null);
    }

    private static Image read(String name, byte[] manifest, Documents documents) throws IOException {
        JsonReader reader = json(manifest);
        if (!reader.has("config") || !reader.has("layers")) {
            throw new ImageRootException(
                    name + ": its manifest is of an old or unknown kind",
                    "Push the image again by a present-day tool.",
                    null);
        }
        Descriptor configuration = Descriptor.read(reader.field("config"));
        List<Descriptor> compressed = reader.list("layers", Descriptor::read);
        ImageConfig config = ImageConfig.parse(documents.configuration(configuration));
        if (config.layers().size() != compressed.size()) {
            throw ImageRootException.damaged(
                    name + ": " + compressed.size() + " layers, but its configuration names "
                            + config.layers().size(),
                    null);
        }
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < compressed.size(); i++) {
            Descriptor layer = compressed.get(i);
            layers.add(new Layer(config.layers().get(i), layer.digest().toString(), layer.size()));
        }
        return new Image(config.description(name, Sha256.of(manifest)), List.copyOf(layers));
    }

    /** Reads something out of a document. */
    static <T> T parse(byte[] document, Function<JsonReader, T> read) {
        return read.apply(json(document));
    }

    private static JsonReader json(byte[] document) {
        return Json.read(new String(document, StandardCharsets.UTF_8), "the image's manifest");
    }

    /** Checks a document against its descriptor. */
    static byte[] checked(byte[] document, Descriptor descriptor) {
        Sha256 actual = Sha256.of(document);
        if (!actual.equals(descriptor.digest())) {
            throw ImageRootException.damaged(
                    "a manifest or configuration is " + actual + ", not " + descriptor.digest(), null);
        }
        return document;
    }
}
