package org.nrnwheel.run;

import org.nrnwheel.repair.AuditwheelEngine;
import org.nrnwheel.repair.RepairEngine;
import org.nrnwheel.testing.SuiteTester;
import org.nrnwheel.testing.TestEngine;

/** What repairs and tests wheels. */
record Engines(RepairEngine repair, TestEngine testing) {
    static Engines standard() {
        return new Engines(new AuditwheelEngine(), new SuiteTester());
    }
}
