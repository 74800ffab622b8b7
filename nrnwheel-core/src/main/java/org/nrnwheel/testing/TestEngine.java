package org.nrnwheel.testing;

import org.nrnwheel.plan.TestStep;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.Workspace;

/** Tests wheels in a workspace. Safe for use by several threads. */
public interface TestEngine {
    /**
     * Tests the wheel of a step in a fresh virtual environment below {@code WORK}. All checks run, whatever fails.
     *
     * @param workspace where the wheel is
     * @param step what to do
     * @param bindings values of captures and variables
     * @param sink takes the output
     * @return the evidence; a failed check is no exception
     * @throws InterruptedException when the thread is interrupted; what ran has been ended
     */
    TestReport test(Workspace workspace, TestStep step, Bindings bindings, OutputSink sink) throws InterruptedException;
}
