package org.nrnwheel.rootfs;

/**
 * How far a pull is.
 *
 * @param stage what is done with the layer
 * @param layer the layer's number, from 1
 * @param layers how many layers the image has
 * @param done bytes of the layer that are done
 * @param total bytes of the layer as it is stored
 */
public record PullProgress(Stage stage, int layer, int layers, long done, long total) {
    /** What is done with a layer. */
    public enum Stage {
        /** It is brought to this machine. */
        FETCH,
        /** It is put into the root. */
        UNPACK
    }
}
