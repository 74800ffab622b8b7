package org.nrnwheel.repair;

import org.nrnwheel.plan.RepairStep;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.Workspace;

/** Repairs wheels in a workspace. Safe for use by several threads. */
public interface RepairEngine {
    /**
     * Returns the engine's name.
     *
     * @return e.g. {@code auditwheel}
     */
    String name();

    /**
     * Repairs the wheel of a step. The repaired wheel is in the step's output directory afterwards, alone.
     *
     * @param workspace where the wheel is
     * @param step what to do
     * @param bindings values of captures and variables
     * @param sink takes the engine's output
     * @return what was done
     * @throws RepairFailedException when the wheel cannot be repaired
     * @throws InterruptedException when the thread is interrupted; what ran has been ended
     */
    RepairReport repair(Workspace workspace, RepairStep step, Bindings bindings, OutputSink sink)
            throws InterruptedException;
}
