package org.nrnwheel.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.TestStep;
import org.nrnwheel.plan.Value;
import org.nrnwheel.testing.CheckResult.Status;

/** One run of a suite on one wheel. Used by one thread, once: {@link #prepare}, then {@link #run}. */
final class SuiteRun {
    private static final String INSTALL = "install";
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(20);

    private final TestSuite suite;
    private final TestStep step;
    private final WheelContents wheel;
    private final Bench bench;
    private final Layout layout;
    private final Installer installer;
    private final List<CheckResult> results = new ArrayList<>();
    private List<String> installed = List.of();
    private Optional<Probe> probe = Optional.empty();
    private Map<String, String> facts = Map.of();

    SuiteRun(TestSuite suite, TestStep step, WheelContents wheel, Bench bench, Layout layout) {
        this.suite = suite;
        this.step = step;
        this.wheel = wheel;
        this.bench = bench;
        this.layout = layout;
        this.installer = new Installer(step.interpreter(), step.uv(), layout.venv(), step.constraints());
    }

    /** Asks the interpreter, which makes the directories too. */
    void prepare() throws InterruptedException {
        Place start = Place.of(Place.Root.WORK);
        List<Place> directories = new ArrayList<>(layout.directories());
        suite.checks(subject(List.of())).forEach(check -> directories.add(layout.scratch(check.name())));
        Ran ran = bench.run(
                Probe.run(step.interpreter(), directories),
                layout.checking(step.environment()),
                start,
                Probe.timeLimit());
        if (ran.good()) {
            probe = Optional.of(Probe.read(ran.lines()));
        } else {
            results.add(failure(INSTALL, List.of(ran)));
        }
    }

    TestReport run(String fileName, String sha256, List<String> inputs) throws InterruptedException {
        if (probe.isPresent()) {
            results.add(install());
        }
        if (passed(INSTALL)) {
            survey(subject(inputs));
        }
        for (Check check : suite.checks(subject(inputs))) {
            Optional<String> obstacle = obstacle(check);
            results.add(obstacle.isPresent() ? skipped(check, obstacle.get()) : run(check));
        }
        return new TestReport(
                suite.name(),
                fileName,
                sha256,
                (probe.map(Probe::version).orElse("") + " " + step.interpreter()).strip(),
                step.constraints().isPresent() ? "constrained" : "newest",
                step.required(),
                installed,
                results,
                Instant.now());
    }

    private CheckResult install() throws InterruptedException {
        Map<String, Value> environment = layout.installing(step.environment());
        List<Check.Run> runs = installer.install(step.wheel());
        CheckResult result = run(INSTALL, runs, environment, layout.scratch(INSTALL), INSTALL_LIMIT);
        if (result.status() == Status.PASSED) {
            Ran list = bench.run(installer.list(), environment, layout.scratch(INSTALL), INSTALL_LIMIT);
            installed = list.lines().stream()
                    .filter(line -> line.contains("=="))
                    .sorted()
                    .toList();
        }
        return result;
    }

    /** Asks what the suite wants to know. A survey that fails is a failed check: without its facts the others mean little. */
    private void survey(Subject subject) throws InterruptedException {
        Optional<Check.Run> question = suite.survey(subject);
        if (question.isPresent()) {
            Ran ran = bench.run(
                    question.get(), layout.checking(step.environment()), layout.scratch(INSTALL), Probe.timeLimit());
            facts = Facts.read(ran.lines());
            if (!ran.good()) {
                results.add(failure("survey", List.of(ran)));
            }
        }
    }

    private CheckResult run(Check check) throws InterruptedException {
        Place directory = layout.scratch(check.after().orElse(check.name()));
        Map<String, Value> environment = layout.checking(step.environment());
        return run(check.name(), check.runs(), environment, directory, check.timeLimit());
    }

    private CheckResult run(
            String name, List<Check.Run> runs, Map<String, Value> environment, Place directory, Duration limit)
            throws InterruptedException {
        List<Ran> done = new ArrayList<>();
        Duration left = limit;
        for (Check.Run run : runs) {
            Map<String, Value> all = new TreeMap<>(environment);
            all.putAll(run.environment());
            Place where = run.directory().isEmpty() ? directory : directory.resolve(run.directory());
            Ran ran = bench.run(run, all, where, left);
            done.add(ran);
            left = left.minus(ran.exit().time());
            if (!ran.good()) {
                return failure(name, done);
            }
            if (left.isNegative() || left.isZero()) {
                left = Duration.ofMillis(1);
            }
        }
        return result(name, Status.PASSED, "", done);
    }

    private CheckResult failure(String name, List<Ran> done) {
        return result(name, Status.FAILED, Reasons.of(done.get(done.size() - 1), installed), done);
    }

    private static CheckResult result(String name, Status status, String reason, List<Ran> done) {
        List<String> output = new ArrayList<>();
        Duration time = Duration.ZERO;
        for (Ran ran : done) {
            output.add("$ " + ran.command());
            output.addAll(ran.lines());
            time = time.plus(ran.exit().time());
        }
        return new CheckResult(name, status, reason, time, String.join("\n", output));
    }

    private static CheckResult skipped(Check check, String reason) {
        return new CheckResult(check.name(), Status.SKIPPED, reason, Duration.ZERO, "");
    }

    private Optional<String> obstacle(Check check) {
        if (!passed(INSTALL)) {
            return Optional.of("the wheel is not installed");
        }
        Map<String, String> missing = probe.map(Probe::missing).orElse(Map.of());
        Optional<String> tool = check.tools().stream()
                .filter(missing::containsKey)
                .map(missing::get)
                .findFirst();
        return check.obstacle()
                .or(() -> tool)
                .or(() -> check.after()
                        .filter(before -> !passed(before))
                        .map(before -> "the check " + before + " did not pass, and this one goes on from it"));
    }

    private boolean passed(String name) {
        return results.stream().anyMatch(result -> result.name().equals(name) && result.status() == Status.PASSED);
    }

    private Subject subject(List<String> inputs) {
        return new Subject(
                wheel.distribution(),
                wheel.version(),
                wheel.modules(),
                wheel.programs(),
                layout.venv(),
                layout.inputs(),
                inputs,
                probe.map(Probe::machine).orElse(""),
                installer.check(),
                layout.helpers(),
                step.source() ? Optional.of(Place.of(Place.Root.SOURCE)) : Optional.empty(),
                facts);
    }
}
