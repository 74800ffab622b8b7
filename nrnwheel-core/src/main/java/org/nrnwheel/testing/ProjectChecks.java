package org.nrnwheel.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Value;

/**
 * The checks of a project's own tests: what they need is installed, what goes before them runs, they run, each if the one before it
 * passed.
 */
record ProjectChecks(ProjectTests tests, Installer installer, Value wheel) {
    static final String INSTALL = "test-requires";
    static final String BEFORE = "before-test";
    static final String TEST = "test-command";
    private static final Duration LIMIT = Duration.ofHours(1);

    List<Check> checks() {
        if (tests.command().isEmpty()) {
            return List.of();
        }
        List<Check> checks = new ArrayList<>();
        if (!tests.requires().isEmpty() || !tests.extras().isEmpty()) {
            List<Check.Run> runs = installer.install(wheel, tests);
            checks.add(Check.of(INSTALL, LIMIT, runs.toArray(Check.Run[]::new)));
        }
        if (!tests.before().isEmpty()) {
            add(checks, Check.of(BEFORE, LIMIT, shell(tests.before())));
        }
        add(checks, Check.of(TEST, LIMIT, shell(tests.command())));
        return checks;
    }

    private static void add(List<Check> checks, Check check) {
        checks.add(
                checks.isEmpty()
                        ? check
                        : check.after(checks.get(checks.size() - 1).name()));
    }

    private Check.Run shell(List<String> lines) {
        Place source = Place.of(Place.Root.SOURCE);
        return ProjectTests.shell(lines, Map.of("project", source, "package", source, "wheel", wheel));
    }
}
