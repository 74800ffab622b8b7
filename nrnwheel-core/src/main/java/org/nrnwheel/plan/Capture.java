package org.nrnwheel.plan;

/**
 * Names the one file that a step leaves in a directory: exactly one match, else the step fails.
 *
 * @param name what later steps call it
 * @param directory where to look
 * @param glob a file name pattern with {@code *} and {@code ?}
 */
public record Capture(String name, Place directory, String glob) {
    /**
     * Checks the name: scripts use it as a variable's.
     */
    public Capture {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("not a capture's name: " + name);
        }
    }
}
