package org.nrnwheel.azure;

/**
 * How much an artifact may hold. All wheels of a release have some gigabytes.
 *
 * @param entries how many files
 * @param size how many bytes, of the archive and of what is in it
 * @param ratio how many times larger than its compressed bytes a file may be
 * @param freeSize up to how many bytes a file may be larger than that
 */
record ArtifactLimits(int entries, long size, long ratio, long freeSize) {
    static final ArtifactLimits STANDARD = new ArtifactLimits(100_000, 64L << 30, 200, 64L << 20);
}
