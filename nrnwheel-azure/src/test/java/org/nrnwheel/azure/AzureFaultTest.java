package org.nrnwheel.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.azure.PipelineEvent.Waiting;
import org.nrnwheel.azure.fake.Fault;
import org.nrnwheel.azure.fake.Fault.Kind;
import org.nrnwheel.env.Secret;
import org.nrnwheel.request.InvalidRequestException;

/** Azure at its worst. */
class AzureFaultTest {
    private static final String START = "POST pipelines/1/runs";
    private static final String ANY_READ = "GET build/.*";

    private final Pipeline its = new Pipeline();

    @AfterEach
    void close() {
        its.close();
    }

    @Test
    void faultsOfTheServerAndLostConnectionsAreOutlasted() {
        its.azure
                .fault(Fault.status(ANY_READ, 2, 503, Map.of()))
                .fault(Fault.of(Kind.LOST, ANY_READ, 2))
                .fault(Fault.status("GET build/builds/\\d+/timeline", 1, 500, Map.of()));

        its.pipeline().nightlyRun().start().await();

        assertThat(its.azure.runs()).hasSize(1);
        assertThat(its.events(Waiting.class)).hasSizeBetween(4, 5);
    }

    @Test
    void whatAzureAsksToWaitIsWaited() {
        its.azure
                .fault(Fault.status(ANY_READ, 1, 429, Map.of("Retry-After", "77")))
                .fault(Fault.status(START, 1, 429, Map.of("Retry-After", "33")));

        its.pipeline().nightlyRun().start();

        assertThat(its.waits).containsExactly(Duration.ofSeconds(77), Duration.ofSeconds(33));
        assertThat(its.azure.runs()).hasSize(1);
    }

    @Test
    void aServerThatStaysAwayIsGivenUp() {
        its.azure.fault(Fault.status(ANY_READ, Integer.MAX_VALUE, 500, Map.of()));

        assertThatThrownBy(() -> its.pipeline().run(100).status())
                .isInstanceOf(AzureException.class)
                .hasMessageContaining("HTTP 500");
        assertThat(its.azure.exchanges()).hasSize(Http.ATTEMPTS);
        assertThat(its.waits).isSortedAccordingTo((a, b) -> a.compareTo(b.multipliedBy(2)));
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        URI url = its.azure.url();
        its.azure.close();

        assertThatThrownBy(() -> its.pipeline().baseUrl(url).run(100).status())
                .isInstanceOf(AzureException.class)
                .hasMessageContaining("127.0.0.1 cannot be reached");
    }

    @Test
    void aRunWhoseAnswerWasLostIsNotStartedTwice() {
        its.azure.fault(Fault.of(Kind.ANSWER_LOST, START, 1));

        PipelineRun run = its.pipeline().nightlyRun().start();

        assertThat(its.azure.runs()).hasSize(1);
        assertThat(run.id()).isEqualTo(its.azure.runs().get(0).id());
    }

    @Test
    void aRunWhoseRequestWasLostIsStarted() {
        its.azure.run(1, "refs/heads/master"); // an older one, which is not ours
        its.azure.fault(Fault.of(Kind.LOST, START, 2)).fault(Fault.status(START, 1, 500, Map.of()));

        PipelineRun run = its.pipeline().nightlyRun().start();

        assertThat(its.azure.runs()).hasSize(2);
        assertThat(run.id()).isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 203, 302, 401})
    void thePageToSignInIsARefusedToken(int status) {
        its.azure.fault(Fault.signIn(status));

        assertThatThrownBy(() -> its.pipeline().nightlyRun().start())
                .isInstanceOfSatisfying(AzureException.class, error -> {
                    assertThat(error).hasMessageContaining("does not take the token");
                    assertThat(error.remedy()).contains("Build (Read & execute)", "expired");
                });
        assertThat(its.azure.exchanges()).hasSize(1);
    }

    @Test
    void aWrongTokenIsRefused() {
        assertThatThrownBy(() -> its.pipeline()
                        .token(Secret.of("TOKEN", "wrong"))
                        .run(100)
                        .status())
                .hasMessageContaining("does not take the token");
    }

    @Test
    void aTokenWithoutRightsIsToldSo() {
        its.azure.fault(Fault.status(ANY_READ, 1, 403, Map.of()));

        assertThatThrownBy(() -> its.pipeline().run(100).status())
                .isInstanceOfSatisfying(
                        AzureException.class,
                        error -> assertThat(error.remedy()).contains("right to queue builds"));
    }

    @Test
    void aTokenThatMayNotReadSettingsStartsRunsAllTheSame() {
        its.azure.fault(Fault.status("GET build/generalsettings", 1, 403, Map.of()));

        RunPlan plan = its.pipeline().nightlyRun().plan();

        assertThat(plan.checks()).first().asString().contains("may not read");
    }

    @Test
    void whatAzureSaysOfVariablesIsExplained() {
        its.azure.limited().fault(Fault.status("GET build/generalsettings", 1, 403, Map.of()));

        assertThatThrownBy(() -> its.pipeline().nightlyRun().start())
                .isInstanceOfSatisfying(InvalidRequestException.class, error -> {
                    assertThat(error).hasMessageContaining("NRN_NIGHTLY_UPLOAD");
                    assertThat(error.remedy()).contains("Let users override this value");
                });
        assertThat(its.azure.runs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://dev.azure.com/",
                "http://127.0.0.1.example.org/",
                "https://user:password@dev.azure.com/",
                "ftp://dev.azure.com/",
                "https:///",
                "https://dev.azure.com/?x=y"
            })
    void aServerToWhichNoTokenMayGoIsRefused(String url) {
        assertThatThrownBy(() -> its.pipeline().baseUrl(URI.create(url)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageNotContaining("password@");
    }
}
