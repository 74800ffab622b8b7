package org.nrnwheel.plan;

/**
 * Text that is known now.
 *
 * @param text any text
 */
public record Text(String text) implements Value {}
