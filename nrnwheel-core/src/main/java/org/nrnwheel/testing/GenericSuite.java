package org.nrnwheel.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.nrnwheel.plan.Text;

/** Checks that make sense for any wheel: its modules import, its programs start, its dependencies fit together. */
final class GenericSuite implements TestSuite {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Override
    public String name() {
        return TestSuites.GENERIC;
    }

    @Override
    public List<Check> checks(Subject subject) {
        List<Check> checks = new ArrayList<>();
        for (String module : subject.modules()) {
            checks.add(Check.of("import-" + module, LIMIT, Imports.of(subject, module)));
        }
        for (String program : subject.programs()) {
            checks.add(
                    Check.of("program-" + program, LIMIT, Check.Run.of(subject.program(program), new Text("--help"))));
        }
        checks.add(Check.of("pip-check", LIMIT, Check.Run.of(subject.dependencyCheck())));
        return checks;
    }
}
