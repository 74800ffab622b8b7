package org.nrnwheel.wheel;

/**
 * How much a wheel may unpack to, so that a small file cannot fill memory or disk.
 *
 * @param entries how many entries it may have
 * @param entrySize how many bytes one entry may unpack to
 * @param totalSize how many bytes all entries may unpack to
 * @param ratio how many times larger than the file all entries may be, once they pass {@code freeSize}
 * @param freeSize up to how many bytes the ratio does not count: small wheels of zeros do no harm
 */
public record WheelLimits(int entries, long entrySize, long totalSize, long ratio, long freeSize) {
    /** What every sane wheel keeps, those of several gigabytes too. */
    public static final WheelLimits STANDARD = new WheelLimits(500_000, 16L << 30, 32L << 30, 200, 256L << 20);
}
