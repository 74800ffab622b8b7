package org.nrnwheel.rootfs;

/**
 * How much an image may hold, all layers together. Immutable.
 *
 * @param bytes size of all files, in bytes
 * @param entries number of files, directories, links and whiteouts
 */
public record UnpackLimits(long bytes, long entries) {
    private static final long GIBI = 1L << 30;

    /**
     * Checks the numbers.
     */
    public UnpackLimits {
        if (bytes < 1 || entries < 1) {
            throw new IllegalArgumentException(
                    "a limit must be positive: " + bytes + " bytes, " + entries + " entries");
        }
    }

    /**
     * Returns limits that all build images known to us keep by far: 64 GiB and two million entries.
     *
     * @return the limits
     */
    public static UnpackLimits standard() {
        return new UnpackLimits(64 * GIBI, 2_000_000);
    }
}
