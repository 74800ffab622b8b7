package org.nrnwheel.audit;

/** Looks at a wheel for one kind of fault. Implementations hold no state. */
interface Check {
    void check(Subject subject, Findings findings);
}
