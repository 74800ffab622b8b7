package org.nrnwheel.plan;

/**
 * A path that an earlier step of the same job captures.
 *
 * @param name the capture's name
 */
public record Captured(String name) implements Value {}
