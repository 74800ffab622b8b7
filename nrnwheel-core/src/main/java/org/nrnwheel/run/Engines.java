package org.nrnwheel.run;

import java.util.List;
import org.nrnwheel.plan.RepairStep;
import org.nrnwheel.repair.AuditwheelEngine;
import org.nrnwheel.repair.GraftEngine;
import org.nrnwheel.repair.RepairEngine;
import org.nrnwheel.repair.RepairFailedException;
import org.nrnwheel.testing.SuiteTester;
import org.nrnwheel.testing.TestEngine;

/** What repairs and tests wheels. */
record Engines(List<RepairEngine> repair, TestEngine testing) {
    Engines {
        repair = List.copyOf(repair);
    }

    static Engines standard() {
        return new Engines(List.of(new GraftEngine(), new AuditwheelEngine()), new SuiteTester());
    }

    /** Returns the engine that a step names. */
    RepairEngine repair(RepairStep step) {
        return repair.stream()
                .filter(engine -> engine.name().equals(step.engine()))
                .findFirst()
                .orElseThrow(() -> new RepairFailedException(
                        "no engine '" + step.engine() + "' repairs wheels", "Plan the build again.", null));
    }
}
