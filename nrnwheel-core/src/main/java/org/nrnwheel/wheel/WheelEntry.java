package org.nrnwheel.wheel;

/**
 * An entry of a wheel.
 *
 * @param name its path with {@code /}; that of a directory ends with it
 * @param size its size in bytes, unpacked
 * @param unixMode its Unix mode, 0 when the wheel does not say
 */
public record WheelEntry(String name, long size, int unixMode) {
    /**
     * Says whether the entry is a directory.
     *
     * @return whether it is
     */
    public boolean isDirectory() {
        return name.endsWith("/");
    }
}
