package org.nrnwheel;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.tag.WheelName;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.Dependencies;
import org.nrnwheel.testing.ShelfLife;
import org.nrnwheel.testing.TestReport;

/**
 * Tries a wheel with the newest and the oldest versions of its dependencies, and with those of a day. When the newest fail and others do
 * not, it looks for what broke it. Used by one thread, once.
 */
final class ShelfRun {
    private final TestSettings settings;
    private final BuildContext context;
    private final OutputSink output;

    ShelfRun(TestSettings settings, BuildContext context, OutputSink output) {
        this.settings = settings;
        this.context = context;
        this.output = output;
    }

    ShelfLife run() throws InterruptedException {
        Optional<LocalDate> day = settings.choice().dependencies().asOf();
        TestSettings today = with(settings, Dependencies.NEWEST);
        List<TestReport> reports = new ArrayList<>();
        reports.add(test(today));
        reports.add(test(with(settings, new Dependencies(true, Optional.empty()))));
        if (day.isPresent()) {
            reports.add(test(with(settings, new Dependencies(false, day))));
        }
        TestReport newest = reports.get(0);
        if (!newest.passed() && reports.stream().noneMatch(TestReport::passed)) {
            reports.add(test(today.change(draft -> draft.recipeConstraints = true)));
        }
        return new ShelfLife(reports, newest.passed() ? List.of() : breaks(today, newest, reports));
    }

    private List<ShelfLife.FirstBad> breaks(TestSettings today, TestReport newest, List<TestReport> reports)
            throws InterruptedException {
        Optional<TestReport> good = reports.stream().filter(TestReport::passed).findFirst();
        List<String> failed = newest.checks().stream()
                .filter(check -> check.status() == CheckResult.Status.FAILED)
                .map(CheckResult::name)
                .sorted()
                .toList();
        if (good.isEmpty() || failed.contains("install")) {
            return List.of();
        }
        TestSettings probe = today.change(draft -> draft.choice = draft.choice.withOnly(Set.copyOf(failed)));
        BreakSearch search = new BreakSearch(
                pins -> test(pinned(probe, pins)).passed(),
                project -> new TestRun(probe, context, output).versions(project));
        return search.search(versions(good.get()), versions(newest), failed);
    }

    private static TestSettings pinned(TestSettings probe, Map<String, String> pins) {
        List<String> lines = pins.entrySet().stream()
                .map(pin -> pin.getKey() + "==" + pin.getValue())
                .toList();
        return probe.change(draft -> draft.choice = draft.choice.withPins(lines));
    }

    private static TestSettings with(TestSettings settings, Dependencies dependencies) {
        return settings.change(draft -> draft.choice = draft.choice.with(dependencies));
    }

    private TestReport test(TestSettings asked) throws InterruptedException {
        return new TestRun(asked, context, output).run();
    }

    /** Versions by normalised name. */
    private static Map<String, String> versions(TestReport report) {
        Map<String, String> versions = new TreeMap<>();
        for (String line : report.added()) {
            String[] parts = line.split("==", 2);
            if (parts.length == 2) {
                versions.put(WheelName.normalize(parts[0]), parts[1]);
            }
        }
        return versions;
    }
}
