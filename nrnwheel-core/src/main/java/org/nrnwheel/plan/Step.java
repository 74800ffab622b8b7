package org.nrnwheel.plan;

/** One named step of a job. All are immutable. */
public sealed interface Step permits RunStep, FileStep, RepairStep, TestStep, DeliverStep {
    /**
     * Returns the step's name, unique in its job.
     *
     * @return a short name, e.g. {@code build}
     */
    String name();
}
