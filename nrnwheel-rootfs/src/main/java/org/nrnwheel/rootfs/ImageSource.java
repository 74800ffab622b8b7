package org.nrnwheel.rootfs;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.LongConsumer;

/** Where an image comes from. One thread only. */
interface ImageSource extends Closeable {
    /** Returns what the image says of itself. */
    ImageDescription description();

    /** Returns its layers, the lowest first. */
    List<Layer> layers();

    /** Brings a layer here, if it is not; {@code progress} takes the number of bytes that are here. */
    void fetch(Layer layer, LongConsumer progress) throws IOException;

    /** Opens a layer that was fetched. */
    InputStream open(Layer layer) throws IOException;

    /** Forgets what was fetched of a layer that cannot be unpacked, so that it is fetched again. */
    void discard(Layer layer) throws IOException;

    /**
     * One layer.
     *
     * @param contentDigest digest of the uncompressed layer
     * @param location names it within its source
     * @param size its size there, in bytes
     */
    record Layer(Sha256 contentDigest, String location, long size) {}
}
