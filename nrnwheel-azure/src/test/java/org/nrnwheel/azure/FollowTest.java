package org.nrnwheel.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nrnwheel.azure.PipelineEvent.Noted;
import org.nrnwheel.azure.PipelineEvent.Part;
import org.nrnwheel.azure.PipelineEvent.PartStarted;
import org.nrnwheel.azure.PipelineEvent.Printed;
import org.nrnwheel.azure.RunStatus.Result;
import org.nrnwheel.azure.RunStatus.State;

/** Runs from their start to their end. */
class FollowTest {
    private static final String TASK = "BuildTestDeploy/ManyLinuxWheels Python311/Building wheel";

    private final Pipeline its = new Pipeline();

    @AfterEach
    void close() {
        its.close();
    }

    @Test
    void stagesJobsAndLogsAreToldInOrderAndOnce() {
        PipelineRun run = its.pipeline().nightlyRun().start();
        RunStatus status = run.await();

        assertThat(status.result()).contains(Result.SUCCEEDED);
        assertThat(its.events(PartStarted.class))
                .extracting(PartStarted::part)
                .containsExactly(Part.STAGE, Part.JOB, Part.TASK);
        assertThat(its.events(PartStarted.class))
                .extracting(PartStarted::name)
                .last()
                .isEqualTo(TASK);
        assertThat(its.events(Printed.class))
                .flatExtracting(Printed::lines)
                .containsExactly("one", "two", "three", "four");
        assertThat(its.events.stream()
                        .map(event -> event.getClass().getSimpleName())
                        .collect(Collectors.joining(" ")))
                .matches(
                        "RunStarted PartStarted PartStarted PartStarted Printed.* PartFinished PartFinished PartFinished"
                                + " RunFinished");
        assertThat(its.events).extracting(PipelineEvent::run).containsOnly(run.id());
    }

    @Test
    void aFailedRunIsAnErrorWithItsProblems() {
        its.azure.result("failed");
        PipelineRun run = its.pipeline().nightlyRun().start();

        assertThatThrownBy(run::await).isInstanceOfSatisfying(RunFailedException.class, error -> {
            assertThat(error.code()).isEqualTo("azure-run-failed");
            assertThat(error).hasMessageContaining("has failed").hasMessageContaining(TASK + ": Bash exited");
            assertThat(error.status().result()).contains(Result.FAILED);
            assertThat(error.remedy()).contains(run.page().toString());
        });
        assertThat(its.events(Noted.class)).hasSize(1);
        assertThat(run.follow().result()).contains(Result.FAILED);
    }

    @Test
    void aRunThatSucceedsInPartIsNoError() {
        its.azure.result("partiallySucceeded");

        assertThat(its.pipeline().nightlyRun().start().await().result()).contains(Result.PARTIALLY_SUCCEEDED);
    }

    @Test
    void aCancelledRunEndsAsCancelled() {
        PipelineRun run = its.pipeline().nightlyRun().start();

        assertThat(run.cancel().state()).isEqualTo(State.CANCELLING);
        assertThatThrownBy(run::await).isInstanceOf(RunFailedException.class).hasMessageContaining("was cancelled");
        int before = its.azure.exchanges().size();
        assertThat(run.cancel().state()).isEqualTo(State.COMPLETED);
        assertThat(its.azure.exchanges()).hasSize(before + 1); // nothing is asked of one that has ended
    }

    @Test
    void aRunOfAnotherDefinitionIsNotTouched() {
        its.azure.run(3, "refs/heads/master");

        assertThatThrownBy(() -> its.pipeline().run(100).cancel()).hasMessageContaining("is of definition 3, not of 1");
        assertThatThrownBy(() -> its.pipeline().run(101).status())
                .isInstanceOf(AzureException.class)
                .hasMessageContaining("could not be found");
        assertThat(its.azure.runs().get(0).cancelled()).isFalse();
    }

    @Test
    void aListenerThatThrowsIsDroppedAndTheRunFollowed() {
        List<PipelineEvent> heard = new ArrayList<>();
        AzurePipelines pipeline = its.pipeline().onEvent(event -> {
            heard.add(event);
            throw new IllegalStateException("no");
        });

        pipeline.nightlyRun().start().await();

        assertThat(heard).hasSize(2); // by the request, and by the run
        assertThat(its.events(PipelineEvent.RunFinished.class)).hasSize(1);
    }

    @Test
    void anInterruptEndsTheFollowingAndNotTheRun() {
        PipelineRun run = its.pipeline()
                .paced(new Pace(Duration.ofSeconds(1), Duration.ofSeconds(1), time -> {
                    throw new InterruptedException();
                }))
                .nightlyRun()
                .start();

        assertThatThrownBy(run::await).isInstanceOf(AzureException.class).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(its.azure.runs().get(0).cancelled()).isFalse();
    }
}
