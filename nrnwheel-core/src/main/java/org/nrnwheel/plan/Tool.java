package org.nrnwheel.plan;

/**
 * A program of a platform.
 *
 * @param name its name, e.g. {@code cmake}
 * @param path its path, as commands see it
 * @param version its version, empty when it was not asked or does not say
 */
public record Tool(String name, String path, String version) {}
