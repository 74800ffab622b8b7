package org.nrnwheel.plan;

/**
 * Something that the machine or the tree lacks for a plan to be carried out.
 *
 * @param id stable identifier, e.g. {@code missing-tool}
 * @param message what is missing
 * @param remedy what to do, e.g. the install command of this distribution
 */
public record Problem(String id, String message, String remedy) {}
