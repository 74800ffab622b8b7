package org.nrnwheel.rootfs;

import org.jspecify.annotations.Nullable;
import org.nrnwheel.error.WheelException;

/** An image that could not be fetched or unpacked. Nothing with the root's final name was made or changed. */
public final class ImageRootException extends WheelException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what went wrong, with the image, layer or entry
     * @param remedy what to do
     * @param cause the underlying error, or null
     */
    public ImageRootException(String message, String remedy, @Nullable Throwable cause) {
        super("image-root", message, remedy, cause);
    }

    static ImageRootException malicious(String message) {
        return new ImageRootException(
                message, "Do not use this image: no builder of images writes such a thing.", null);
    }

    static ImageRootException damaged(String message, @Nullable Throwable cause) {
        return new ImageRootException(message, "Get the image again from where it comes from.", cause);
    }
}
