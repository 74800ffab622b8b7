package org.nrnwheel.plan;

/**
 * Writes a small text file, with the directories above it.
 *
 * @param name see {@link Step#name()}
 * @param file the file
 * @param content its content
 * @param executable whether it is a program
 */
public record FileStep(String name, Place file, Value content, boolean executable) implements Step {}
