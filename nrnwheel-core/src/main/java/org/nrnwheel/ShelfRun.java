package org.nrnwheel;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.tag.Version;
import org.nrnwheel.tag.WheelName;
import org.nrnwheel.testing.CheckResult;
import org.nrnwheel.testing.Dependencies;
import org.nrnwheel.testing.ShelfLife;
import org.nrnwheel.testing.TestReport;

/**
 * Tries a wheel with the newest and the oldest versions of its dependencies, and with those of a day. When the newest fail and others do
 * not, it looks for the dependency, one by one, and then halves its versions. Used by one thread, once.
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
        TestSettings today = settings.withDependencies(Dependencies.NEWEST);
        List<TestReport> reports = new ArrayList<>();
        reports.add(test(today));
        reports.add(test(settings.withDependencies(new Dependencies(true, Optional.empty()))));
        if (day.isPresent()) {
            reports.add(test(settings.withDependencies(new Dependencies(false, day))));
        }
        TestReport newest = reports.get(0);
        if (!newest.passed() && reports.stream().noneMatch(TestReport::passed)) {
            reports.add(test(today.withRecipeConstraints()));
        }
        return new ShelfLife(reports, newest.passed() ? Optional.empty() : first(today, newest, reports));
    }

    private Optional<ShelfLife.FirstBad> first(TestSettings today, TestReport newest, List<TestReport> reports)
            throws InterruptedException {
        Optional<TestReport> good = reports.stream().filter(TestReport::passed).findFirst();
        Set<String> failed = newest.checks().stream()
                .filter(check -> check.status() == CheckResult.Status.FAILED)
                .map(CheckResult::name)
                .collect(Collectors.toSet());
        if (good.isEmpty() || failed.contains("install")) {
            return Optional.empty();
        }
        TestSettings probe = today.withOnly(failed);
        Map<String, String> before = versions(good.get());
        for (Map.Entry<String, String> now : versions(newest).entrySet()) {
            String then = before.get(now.getKey());
            if (then != null && !then.equals(now.getValue()) && passes(probe, now.getKey(), then)) {
                return Optional.of(halve(probe, now.getKey(), then, now.getValue(), failed));
            }
        }
        return Optional.empty();
    }

    private ShelfLife.FirstBad halve(TestSettings probe, String name, String good, String bad, Set<String> failed)
            throws InterruptedException {
        List<String> between = new TestRun(probe, context, output)
                .versions(name).stream()
                        .filter(version -> Version.parse(version).compareTo(Version.parse(good)) > 0)
                        .filter(version -> Version.parse(version).compareTo(Version.parse(bad)) < 0)
                        .filter(version -> !Version.parse(version).isPrerelease())
                        .sorted((one, other) -> Version.parse(one).compareTo(Version.parse(other)))
                        .toList();
        String last = good;
        String first = bad;
        int from = 0;
        int to = between.size();
        while (from < to) {
            int middle = (from + to) / 2;
            if (passes(probe, name, between.get(middle))) {
                last = between.get(middle);
                from = middle + 1;
            } else {
                first = between.get(middle);
                to = middle;
            }
        }
        return new ShelfLife.FirstBad(
                name, last, first, failed.stream().sorted().toList());
    }

    private boolean passes(TestSettings probe, String name, String version) throws InterruptedException {
        return test(probe.withPin(name + "==" + version)).passed();
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
