package org.nrnwheel.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.TestStep;
import org.nrnwheel.plan.Value;
import org.nrnwheel.testing.CheckResult.Status;

/** One run of a suite on one wheel. Used by one thread, once: {@link #prepare}, then {@link #run}. */
final class SuiteRun {
    private static final String INSTALL = "install";
    private static final String SURVEY = "survey";
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(20);

    private final TestSuite suite;
    private final TestStep step;
    private final WheelContents wheel;
    private final Bench bench;
    private final Layout layout;
    private final Site site;
    private final TestOptions options;
    private final Blames blames;
    private final Installer installer;
    private final Map<String, CheckResult> results = new ConcurrentHashMap<>();
    private List<String> before = List.of();
    private List<String> installed = List.of();
    private Optional<Probe> probe = Optional.empty();
    private Map<String, String> facts = Map.of();

    SuiteRun(
            TestSuite suite,
            TestStep step,
            WheelContents wheel,
            Bench bench,
            Layout layout,
            Site site,
            TestOptions options,
            Blames blames) {
        this.suite = suite;
        this.step = step;
        this.wheel = wheel;
        this.bench = bench;
        this.layout = layout;
        this.site = site;
        this.options = options;
        this.blames = blames;
        this.installer = new Installer(site, step.constraints());
    }

    /** Asks the interpreter, which makes the directories too. */
    void prepare() throws InterruptedException {
        Place start = Place.of(Place.Root.WORK);
        List<Place> directories = new ArrayList<>(layout.directories());
        suite.checks(subject(List.of())).forEach(check -> directories.add(layout.scratch(check.name())));
        directories.add(layout.scratch(ProjectChecks.TEST));
        Ran ran = bench.run(
                Probe.run(step.interpreter(), directories),
                layout.checking(step.environment(), site),
                start,
                Probe.timeLimit());
        if (ran.good()) {
            probe = Optional.of(Probe.read(ran.lines()));
        } else {
            keep(failure(INSTALL, List.of(ran)));
        }
    }

    TestReport run(String fileName, String sha256, List<String> inputs) throws InterruptedException {
        List<Check> checks = List.of();
        List<Check> project = new ProjectChecks(options.project(), installer, step.wheel()).checks();
        try {
            if (probe.isPresent()) {
                keep(install());
            }
            if (passed(INSTALL)) {
                survey(subject(inputs));
            }
            checks = wanted(suite.checks(subject(inputs)));
            Lanes.of(checks).run(options.atOnce(), check -> {
                Optional<String> obstacle = obstacle(check);
                keep(obstacle.isPresent() ? skipped(check, obstacle.get()) : run(check));
            });
            // what they install must not help the checks before them
            for (Check check : project) {
                Optional<String> obstacle = obstacle(check);
                keep(obstacle.isPresent() ? skipped(check, obstacle.get()) : runOfProject(check));
            }
        } finally {
            unseal();
        }
        return new TestReport(
                suite.name(),
                fileName,
                sha256,
                (probe.map(Probe::version).orElse("") + " " + step.interpreter()).strip(),
                options.environment(),
                options.dependencies().word(step.constraints().isPresent()),
                step.required(),
                installed,
                installed.stream().filter(line -> !before.contains(line)).toList(),
                Stream.of(Stream.of(AuditCheck.NAME, INSTALL, SURVEY), names(checks), names(project))
                        .flatMap(names -> names)
                        .filter(results::containsKey)
                        .map(results::get)
                        .toList(),
                Instant.now());
    }

    private CheckResult install() throws InterruptedException {
        Map<String, Value> environment = layout.installing(step.environment(), site);
        Place directory = layout.scratch(INSTALL);
        List<Ran> done = new ArrayList<>();
        CheckResult made = run(INSTALL, installer.make(), environment, directory, INSTALL_LIMIT, done);
        if (made.status() != Status.PASSED) {
            return made;
        }
        before = distributions();
        Map<String, Value> asking =
                options.index().map(index -> index.in(environment)).orElse(environment);
        CheckResult result =
                run(INSTALL, installer.install(step.wheel(), chosen()), asking, directory, INSTALL_LIMIT, done);
        installed = result.status() == Status.PASSED ? distributions() : List.of();
        return result;
    }

    private List<Value> chosen() {
        return options.dependencies().arguments(wheel.requires());
    }

    /** The checks that were asked for, with those that they go on from. */
    private List<Check> wanted(List<Check> checks) {
        if (options.only().isEmpty()) {
            return checks;
        }
        Set<String> names = new HashSet<>(options.only());
        for (int i = checks.size() - 1; i >= 0; i--) {
            Check check = checks.get(i);
            if (names.contains(check.name())) {
                check.after().ifPresent(names::add);
            }
        }
        return checks.stream().filter(check -> names.contains(check.name())).toList();
    }

    private List<String> distributions() throws InterruptedException {
        Ran list = bench.run(
                Distributions.list(site),
                layout.checking(step.environment(), site),
                layout.scratch(INSTALL),
                Probe.timeLimit());
        return Distributions.read(list.lines());
    }

    /** Asks what the suite wants to know. A survey that fails is a failed check: without its facts the others mean little. */
    private void survey(Subject subject) throws InterruptedException {
        Optional<Check.Run> question = suite.survey(subject);
        if (question.isPresent()) {
            Ran ran = bench.run(
                    question.get(),
                    layout.checking(step.environment(), site),
                    layout.scratch(INSTALL),
                    Probe.timeLimit());
            facts = Facts.read(ran.lines());
            if (!ran.good()) {
                keep(failure(SURVEY, List.of(ran)));
            }
        }
    }

    /** What was closed for the checks is opened, so that the workspace can be removed. */
    private void unseal() throws InterruptedException {
        for (Check.Run run : Installer.runs(site.unseal())) {
            bench.run(run, layout.installing(step.environment(), site), layout.scratch(INSTALL), INSTALL_LIMIT);
        }
    }

    /** Keeps a result; the audit's is given from outside, before the run. */
    void keep(CheckResult result) {
        results.put(result.name(), result);
    }

    private static Stream<String> names(List<Check> checks) {
        return checks.stream().map(Check::name);
    }

    private CheckResult runOfProject(Check check) throws InterruptedException {
        if (!check.name().equals(ProjectChecks.INSTALL)) {
            return run(check);
        }
        Map<String, Value> environment = layout.installing(step.environment(), site);
        Map<String, Value> asking =
                options.index().map(index -> index.in(environment)).orElse(environment);
        return run(check.name(), check.runs(), asking, layout.scratch(INSTALL), check.timeLimit(), new ArrayList<>());
    }

    private CheckResult run(Check check) throws InterruptedException {
        Place directory = layout.directory(check);
        Map<String, Value> environment = layout.checking(step.environment(), site);
        List<Check.Run> runs = check.runs().stream()
                .map(run -> run.withArgv(site.around(run.argv())))
                .toList();
        return run(check.name(), runs, environment, directory, check.timeLimit(), new ArrayList<>());
    }

    private CheckResult run(
            String name,
            List<Check.Run> runs,
            Map<String, Value> environment,
            Place directory,
            Duration limit,
            List<Ran> done)
            throws InterruptedException {
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
        Ran last = done.get(done.size() - 1);
        return result(name, Status.FAILED, Reasons.of(last, installed), done).withBlame(blames.of(last.lines()));
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
        CheckResult result = results.get(name);
        return result != null && result.status() == Status.PASSED;
    }

    private Subject subject(List<String> inputs) {
        return new Subject(
                wheel.distribution(),
                wheel.version(),
                wheel.modules(),
                wheel.programs(),
                site.root(),
                site.python(),
                layout.inputs(),
                inputs,
                probe.map(Probe::machine).orElse(""),
                installer.check(),
                layout.helpers(),
                step.source() ? Optional.of(Place.of(Place.Root.SOURCE)) : Optional.empty(),
                facts);
    }
}
