package org.nrnwheel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.env.Secret;
import org.nrnwheel.event.BuildEvent;
import org.nrnwheel.event.CancelBuildException;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.plan.Capture;
import org.nrnwheel.plan.Captured;
import org.nrnwheel.plan.FileStep;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Problem;
import org.nrnwheel.plan.RunStep;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Variable;
import org.nrnwheel.platform.PlatformProvider;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.PlatformSpec;
import org.nrnwheel.result.BuildCancelledException;
import org.nrnwheel.result.BuildFailedException;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.result.JobResult;
import org.nrnwheel.result.PlanProblemsException;
import org.nrnwheel.result.RunningBuild;
import org.nrnwheel.result.StepFailure;
import org.nrnwheel.result.WheelhouseException;
import org.nrnwheel.run.host.HostPlatformProvider;
import org.nrnwheel.tag.BuildIdentifier;

class RunnerTest {
    private static final String ORDER = "JobStarted( StepStarted( StepOutput| Warned)* StepFinished)* JobFinished";
    private static final String SLEEP = "sleep 1000 & echo $$ > $WORK/pid; echo asleep; wait";

    @TempDir
    Path directory;

    Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(directory);
    }

    @Test
    void deliversTheWheelOfEachJobAndReportsIt() throws IOException {
        BuildReport report = bench.build(Bench.plan(2, Bench.wheelJob("cp311"), Bench.wheelJob("cp312")));

        assertThat(bench.wheels()).containsExactly("demo-1-cp311.whl", "demo-1-cp312.whl");
        assertThat(report.successful()).isTrue();
        assertThat(report.jobs()).extracting(JobResult::status).containsOnly(JobResult.Status.BUILT);
        assertThat(BuildReport.fromJson(Files.readString(report.file())).wheels())
                .isEqualTo(report.wheels());
        assertThat(report.file().resolveSibling("junit.xml")).exists();
        assertThat(report.file().resolveSibling("report.html")).exists();
        assertThat(bench.platform.opened()).allMatch(LocalWorkspace::closed);
    }

    @Test
    void tellsEventsOfAJobInTheDocumentedOrder() {
        bench.testPasses = false;
        bench.build(Bench.plan(
                2,
                Bench.job("cp311", Bench.build("echo x > a.whl"), Bench.test("test-newest", false), Bench.deliver()),
                Bench.wheelJob("cp312")));

        List<BuildEvent> events = bench.events();
        assertThat(events.get(0)).isInstanceOf(BuildEvent.BuildStarted.class);
        assertThat(events.get(events.size() - 1)).isInstanceOf(BuildEvent.BuildFinished.class);
        assertThat(events)
                .extracting(BuildEvent::sequence)
                .isEqualTo(IntStream.rangeClosed(1, events.size())
                        .mapToObj(n -> (long) n)
                        .toList());
        for (String id : List.of("cp311-linux_x86_64", "cp312-linux_x86_64")) {
            assertThat(kinds(events, BuildIdentifier.parse(id))).matches(ORDER);
        }
    }

    private static String kinds(List<BuildEvent> events, BuildIdentifier id) {
        return events.stream()
                .filter(event -> event.job().equals(Optional.of(id)))
                .map(event -> event.getClass().getSimpleName())
                .collect(Collectors.joining(" "));
    }

    @Test
    void restoresWhatAnEarlierRunFinished() {
        BuildPlan plan = Bench.plan(1, Bench.wheelJob("cp311"), Bench.wheelJob("cp312"));
        BuildReport first = bench.build(plan);
        bench.forget();

        BuildReport second = bench.build(plan);

        assertThat(bench.platform.opened()).hasSize(2);
        assertThat(second.jobs()).extracting(JobResult::status).containsOnly(JobResult.Status.RESTORED);
        assertThat(second.wheels()).isEqualTo(first.wheels());
        assertThat(second.jobs().get(0).finished())
                .isEqualTo(first.jobs().get(0).finished());
        assertThat(second.jobs().get(0).steps())
                .hasSameSizeAs(first.jobs().get(0).steps());
        assertThat(kinds(bench.events(), plan.jobs().get(0).id())).isEqualTo("JobRestored");
    }

    @Test
    void buildsAgainWhenAWheelWasChangedOrTheSourceWas() throws IOException {
        bench.build(Bench.plan(1, Bench.wheelJob("cp311"), Bench.wheelJob("cp312")));
        Files.writeString(bench.wheelhouse().resolve("demo-1-cp312.whl"), "another");

        BuildReport again = bench.build(Bench.plan(1, Bench.wheelJob("cp311"), Bench.wheelJob("cp312")));
        assertThat(again.jobs())
                .extracting(JobResult::status)
                .containsExactly(JobResult.Status.RESTORED, JobResult.Status.BUILT);

        BuildPlan changed = new BuildPlan(
                BuildPlan.SCHEMA,
                "shell",
                "host",
                Optional.empty(),
                "another state",
                1,
                List.of(Bench.wheelJob("cp311")),
                List.of());
        assertThat(bench.build(changed).jobs().get(0).status()).isEqualTo(JobResult.Status.BUILT);
    }

    @Test
    void goesOnWhereAFailedRunStoppedAndLosesNoWheel() throws IOException {
        BuildJob bad = Bench.job("cp312", Bench.build("echo going; echo wrong >&2; exit 3"), Bench.deliver());
        BuildFailedException failed = catchThrowableOfType(
                BuildFailedException.class,
                () -> bench.build(Bench.plan(1, bad, Bench.wheelJob("cp311"), Bench.wheelJob("cp313"))));

        assertThat(bench.wheels()).containsExactly("demo-1-cp311.whl", "demo-1-cp313.whl");
        StepFailure failure = failed.report().jobs().get(0).failure().orElseThrow();
        assertThat(failure.step()).isEqualTo("build");
        assertThat(failure.exit()).contains("exit code 3");
        assertThat(failure.command()).startsWith("/bin/sh", "-c");
        assertThat(failure.lastLines()).containsExactlyInAnyOrder("going", "wrong");
        assertThat(failure.log()).content().contains("wrong");
        assertThat(failed)
                .hasMessageContaining("1 of 3 jobs failed; 2 wheels are in " + bench.wheelhouse())
                .hasMessageContaining("cp312-linux_x86_64 failed at step build")
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("| wrong")
                .hasMessageContaining("log: " + failure.log());

        BuildReport second = bench.build(Bench.plan(1, Bench.wheelJob("cp312"), Bench.wheelJob("cp311")));
        assertThat(second.jobs())
                .extracting(JobResult::status)
                .containsExactly(JobResult.Status.BUILT, JobResult.Status.RESTORED);
    }

    @Test
    void failsWhenNotExactlyOneFileMatchesACapture() {
        BuildFailedException failed = catchThrowableOfType(
                BuildFailedException.class,
                () -> bench.build(Bench.plan(
                        1,
                        Bench.job("cp311", Bench.build("echo > a.whl; echo > b.whl"), Bench.deliver()),
                        Bench.job("cp312", Bench.build("true"), Bench.deliver()))));

        assertThat(failed.report().jobs())
                .extracting(job -> job.failure().orElseThrow().message())
                .satisfiesExactly(
                        two -> assertThat(two).contains("*.whl").endsWith("what matched is a.whl, b.whl"),
                        none -> assertThat(none).endsWith("what matched is nothing"));
    }

    @Test
    void writesFilesAndKeepsStandardOutputForLaterSteps() {
        Place program = Bench.WORK.resolve("bin/tool");
        BuildReport report = bench.build(Bench.plan(
                1,
                Bench.job(
                        "cp311",
                        new FileStep("tool", program, Joined.of("#!/bin/sh\necho numpy==1.26\n# ", Bench.WORK), true),
                        new RunStep(
                                "freeze",
                                Bench.sh("$WORK/bin/tool; echo no >&2"),
                                List.of(),
                                Optional.of(Bench.WORK.resolve("installed.txt"))),
                        Bench.run(
                                "cache",
                                "printf '# a.c\\ncache_miss\\n# b.c\\ndirect_cache_hit\\n' > $WORK/ccache.stats"),
                        Bench.build("echo > a.whl"),
                        Bench.deliver())));

        JobResult result = report.jobs().get(0);
        assertThat(result.installed()).containsExactly("numpy==1.26");
        assertThat(result.compilerCache().orElseThrow().hitRate()).isEqualTo(0.5);
    }

    @Test
    void keepsButDoesNotDeliverAWheelThatFailsItsRequiredTest() throws IOException {
        bench.testPasses = false;
        BuildFailedException failed = catchThrowableOfType(
                BuildFailedException.class,
                () -> bench.build(Bench.plan(
                        1,
                        Bench.job("cp311", Bench.build("echo > a.whl"), Bench.test("test", true), Bench.deliver()))));

        Path kept = bench.wheelhouse().resolve(".nrnwheel/rejected/cp311-linux_x86_64/a.whl");
        assertThat(kept).exists();
        assertThat(bench.wheels()).isEmpty();
        StepFailure failure = failed.report().jobs().get(0).failure().orElseThrow();
        assertThat(failure.message()).isEqualTo("the wheel failed its test: import: no module demo");
        assertThat(failure.remedy()).contains(kept.toString());
    }

    @Test
    void warnsOfAFailedTestThatIsNotRequired() throws IOException {
        bench.testPasses = false;
        BuildReport report = bench.build(Bench.plan(
                1, Bench.job("cp311", Bench.build("echo > a.whl"), Bench.test("test-newest", false), Bench.deliver())));

        assertThat(bench.wheels()).containsExactly("a.whl");
        assertThat(report.warnings()).containsExactly("cp311-linux_x86_64: test-newest: import: no module demo");
    }

    @Test
    void keepsTheFirstOfTwoWheelsOfOneName() {
        BuildPlan plan = Bench.plan(
                1,
                Bench.job("cp311", Bench.build("echo 1 > any.whl"), Bench.deliver()),
                Bench.job("cp312", Bench.build("echo 2 > any.whl"), Bench.deliver()));
        BuildReport report = bench.build(plan);

        assertThat(report.wheels()).hasSize(2);
        assertThat(report.wheels().get(0)).isEqualTo(report.wheels().get(1));
        assertThat(report.warnings()).hasSize(1);
        assertThat(bench.build(plan).jobs()).extracting(JobResult::status).containsOnly(JobResult.Status.RESTORED);
    }

    @Test
    void showsSecretsNowhere() throws IOException {
        bench.context = bench.context.withSecret(Secret.of("TOKEN", "hunter-secret"));
        RunStep step = new RunStep(
                "build", Bench.sh("echo \"<$1>\" >&2; exit 1", new Variable("TOKEN"), new Variable("TOKEN")));
        BuildFailedException failed = catchThrowableOfType(
                BuildFailedException.class, () -> bench.build(Bench.plan(1, Bench.job("cp311", step))));

        assertThat(failed).hasMessageContaining("<***>").hasMessageContaining("$TOKEN");
        assertThat(failed.toString()).doesNotContain("hunter");
        assertThat(bench.events().toString()).contains("<***>").doesNotContain("hunter");
        try (var files = Files.walk(bench.wheelhouse())) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(file).content().doesNotContain("hunter"));
        }
    }

    @Test
    void refusesAPlanWithProblemsBeforeAnythingRuns() {
        BuildPlan plan = new BuildPlan(
                BuildPlan.SCHEMA,
                "shell",
                "host",
                Optional.empty(),
                "state",
                1,
                List.of(Bench.wheelJob("cp311")),
                List.of(new Problem("missing-tool", "there is no cmake", "apt-get install cmake")));

        assertThatThrownBy(() -> bench.start(plan))
                .isInstanceOf(PlanProblemsException.class)
                .hasMessageContaining("no cmake");
        assertThat(bench.wheelhouse()).doesNotExist();
        assertThat(bench.events()).isEmpty();
    }

    @Test
    void refusesAPlanWhoseVariablesAreNotSet() {
        RunStep step = new RunStep("build", Bench.sh("true", new Variable("TOKEN")));
        assertThatThrownBy(() -> bench.start(Bench.plan(1, Bench.job("cp311", step))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("TOKEN");
    }

    @Test
    void refusesAWheelhouseThatIsAFile() throws IOException {
        Files.writeString(bench.wheelhouse(), "");
        assertThatThrownBy(() -> bench.start(Bench.plan(1, Bench.wheelJob("cp311"))))
                .isInstanceOf(WheelhouseException.class)
                .hasMessageContaining("no directory");
    }

    @Test
    void refusesASecondBuildOnOneWheelhouse() throws InterruptedException {
        RunningBuild first = bench.start(Bench.plan(1, Bench.job("cp311", Bench.run("sleep", SLEEP))));
        assertThatThrownBy(() -> bench.start(Bench.plan(1, Bench.wheelJob("cp312"))))
                .isInstanceOf(WheelhouseException.class)
                .hasMessageContaining("another build");
        first.cancel();
        assertThatThrownBy(first::await).isInstanceOf(BuildCancelledException.class);
        assertThat(bench.build(Bench.plan(1, Bench.wheelJob("cp312"))).successful())
                .isTrue();
    }

    @Test
    void sweepsWhatAKilledRunLeft() throws IOException {
        Path stale = bench.wheelhouse().resolve(".nrnwheel/incoming/half.whl");
        Files.createDirectories(stale.getParent());
        Files.writeString(stale, "half");
        bench.build(Bench.plan(1, Bench.wheelJob("cp311")));
        assertThat(stale).doesNotExist();
    }

    @Test
    void cancellationEndsProcessesAndCleansUp() throws IOException, InterruptedException {
        CountDownLatch asleep = new CountDownLatch(1);
        bench.context = bench.context.withListener(event -> {
            if (event instanceof BuildEvent.StepOutput) {
                asleep.countDown();
            }
        });
        RunningBuild build = bench.start(Bench.plan(
                1,
                Bench.job("cp311", Bench.build("echo > a.whl"), Bench.deliver()),
                Bench.job("cp312", Bench.run("sleep", SLEEP)),
                Bench.wheelJob("cp313")));
        asleep.await();
        build.cancel();
        build.cancel();

        BuildCancelledException cancelled = catchThrowableOfType(BuildCancelledException.class, build::await);
        assertThat(cancelled.report().jobs())
                .extracting(JobResult::status)
                .containsExactly(JobResult.Status.BUILT, JobResult.Status.CANCELLED, JobResult.Status.CANCELLED);
        assertThat(bench.wheels()).containsExactly("a.whl");
        assertThat(bench.platform.opened()).allMatch(LocalWorkspace::closed);
        assertThat(bench.platform.opened())
                .flatExtracting(LocalWorkspace::processes)
                .noneMatch(Process::isAlive);
        assertThat(build.completion().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void anErrorFailsItsJobAloneAndItsWorkspaceIsClosed() throws IOException {
        bench.platform.starting = () -> {
            bench.platform.starting = () -> {};
            throw new StackOverflowError("not today");
        };
        BuildFailedException failed = catchThrowableOfType(
                BuildFailedException.class,
                () -> bench.build(Bench.plan(1, Bench.wheelJob("cp311"), Bench.wheelJob("cp312"))));

        assertThat(failed.report().jobs())
                .extracting(JobResult::status)
                .containsExactly(JobResult.Status.FAILED, JobResult.Status.BUILT);
        assertThat(failed).hasMessageContaining("unexpected error: java.lang.StackOverflowError: not today");
        assertThat(bench.wheels()).hasSize(1);
        assertThat(bench.platform.opened()).hasSize(2).allMatch(LocalWorkspace::closed);
    }

    @Test
    void aWorkspaceThatCannotBeClosedIsAWarning() throws IOException {
        bench.platform.closed = () -> {
            throw new IllegalStateException("not today");
        };
        BuildReport report = bench.build(Bench.plan(1, Bench.wheelJob("cp311")));

        assertThat(report.jobs()).extracting(JobResult::status).containsExactly(JobResult.Status.BUILT);
        assertThat(report.warnings()).containsExactly("cp311-linux_x86_64: not today");
        assertThat(bench.wheels()).hasSize(1);
    }

    @Test
    void interruptingTheWaitingThreadCancels() throws InterruptedException {
        RunningBuild build = bench.start(Bench.plan(1, Bench.job("cp311", Bench.run("sleep", SLEEP))));
        Thread.currentThread().interrupt();

        assertThatThrownBy(build::await)
                .isInstanceOf(BuildCancelledException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(bench.platform.opened()).allMatch(LocalWorkspace::closed);
    }

    @Test
    void aListenerCancels() {
        bench.context = bench.context.withListener(event -> {
            if (event instanceof BuildEvent.StepOutput) {
                throw new CancelBuildException("enough");
            }
        });
        assertThatThrownBy(() -> bench.build(Bench.plan(1, Bench.job("cp311", Bench.run("sleep", SLEEP)))))
                .isInstanceOf(BuildCancelledException.class)
                .hasMessageContaining("enough");
    }

    @Test
    void aListenerThatThrowsHearsNoMoreAndTheBuildGoesOn() {
        CountDownLatch heard = new CountDownLatch(2);
        bench.context = bench.context.withListener(event -> {
            heard.countDown();
            throw new AssertionError("not today");
        });
        assertThat(bench.build(Bench.plan(1, Bench.wheelJob("cp311"))).successful())
                .isTrue();
        assertThat(heard.getCount()).isEqualTo(1);
        assertThat(bench.events()).hasSizeGreaterThan(2);
    }

    @Test
    void itsThreadsEndWithTheBuild() throws InterruptedException {
        bench.build(Bench.plan(2, Bench.wheelJob("cp311"), Bench.wheelJob("cp312")));
        for (Thread thread : Bench.threads()) {
            if (thread.getName().startsWith("nrnwheel-")) {
                thread.join();
            }
        }
        assertThat(Bench.threads()).noneMatch(thread -> thread.getName().startsWith("nrnwheel-"));
    }

    @Test
    void aCaptureOfAnEarlierStepIsAnArgumentOfALaterOne() throws IOException {
        RunStep sign = new RunStep(
                "sign",
                Bench.sh("cat \"$1\" > signed.txt; echo signed >> \"$1\"", new Text("sh"), new Captured("wheel")),
                List.of(new Capture("text", Bench.DIST, "*.txt")),
                Optional.empty());
        bench.build(Bench.plan(1, Bench.job("cp311", Bench.build("echo new > a.whl"), sign, Bench.deliver())));
        assertThat(bench.wheelhouse().resolve("a.whl")).hasContent("new\nsigned");
    }

    @Test
    void buildsWithTheHostPlatformToo() throws IOException {
        var offer =
                new HostPlatformProvider().offer(new PlatformSpec("host", Map.of()), bench.request(), bench.context);
        var host = ((PlatformProvider.Offer.Ready) offer).platform();
        RunningBuild build = Runner.start(
                Bench.plan(2, Bench.wheelJob("cp311"), Bench.wheelJob("cp312")),
                host,
                bench.request(),
                bench.context,
                bench.engines());
        assertThat(build.await().successful()).isTrue();
        assertThat(bench.wheels()).containsExactly("demo-1-cp311.whl", "demo-1-cp312.whl");
    }

    @Test
    void aLogOnAFullDiskDoesNotStopTheBuild() throws IOException {
        try (JobLog log = new JobLog(Path.of("/dev/full"))) {
            log.begin("build");
            log.output(List.of("one", "two"));
            assertThat(log.failure()).isPresent();
            assertThat(log.lastLines()).containsExactly("one", "two");
        }
    }
}
