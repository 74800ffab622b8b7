package org.nrnwheel.diff;

/**
 * A file of a wheel.
 *
 * @param path its path in the wheel
 * @param size its size in bytes, unpacked
 * @param unixMode its permissions in the archive, e.g. 0644 in octal; 0 when the archive does not say
 * @param sha256 hexadecimal SHA-256 of its bytes
 */
public record FileState(String path, long size, int unixMode, String sha256) {}
