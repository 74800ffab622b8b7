package org.nrnwheel.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what checks find. */
final class Findings {
    private final List<Finding> all = new ArrayList<>();

    void error(String id, String file, String message, String fix) {
        all.add(new Finding(id, Severity.ERROR, Optional.of(file), message, fix));
    }

    void warning(String id, String file, String message, String fix) {
        all.add(new Finding(id, Severity.WARNING, Optional.of(file), message, fix));
    }

    void advice(String id, String file, String message, String fix) {
        all.add(new Finding(id, Severity.ADVICE, Optional.of(file), message, fix));
    }

    void add(Finding finding) {
        all.add(finding);
    }

    List<Finding> all() {
        return all;
    }
}
