package org.nrnwheel.plan;

/**
 * The operating system's distribution, from os-release(5) or the macOS version.
 *
 * @param id e.g. {@code debian}, {@code ubuntu}, {@code almalinux}, {@code macos}
 * @param like other ids that it resembles, separated by spaces
 * @param version e.g. {@code 12}
 */
public record Distribution(String id, String like, String version) {
    /**
     * Says whether packages are Debian's, by apt.
     *
     * @return whether they are
     */
    public boolean debianLike() {
        return (" " + id + " " + like + " ").contains(" debian ") || id.equals("ubuntu");
    }
}
