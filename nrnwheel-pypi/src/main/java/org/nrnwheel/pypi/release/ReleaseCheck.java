package org.nrnwheel.pypi.release;

import java.util.List;
import java.util.function.Consumer;
import org.nrnwheel.audit.Finding;

/** Looks at the wheels of a release for one kind of fault. Implementations hold no state that changes. */
interface ReleaseCheck {
    void check(List<Candidate> wheels, Consumer<Finding> findings);
}
