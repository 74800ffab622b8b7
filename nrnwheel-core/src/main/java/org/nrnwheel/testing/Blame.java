package org.nrnwheel.testing;

/**
 * The file of a wheel that made a check fail.
 *
 * @param file its path in the wheel; of a file that is missing, the path where it should be
 * @param why what is wrong with it, a sentence without its full stop
 */
public record Blame(String file, String why) {
    /**
     * Writes it on one line.
     *
     * @return e.g. {@code demo/_x.so: it needs libz.so.1, …}
     */
    @Override
    public String toString() {
        return file + ": " + why;
    }
}
