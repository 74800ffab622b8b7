package org.nrnwheel.plan;

/**
 * Puts the finished wheel into the wheelhouse by an atomic move.
 *
 * @param name see {@link Step#name()}
 * @param wheel the wheel
 */
public record DeliverStep(String name, Captured wheel) implements Step {}
