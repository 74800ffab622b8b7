package org.nrnwheel.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.azure.fake.Exchange;
import org.nrnwheel.azure.fake.FakeAzure;
import org.nrnwheel.azure.fake.FakeRun;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.request.InvalidRequestException;

/** Tags and branches of real repositories. */
class ReleaseRunTest {
    @TempDir
    private Path directory;

    private final Pipeline its = new Pipeline();
    private Repository repository = new Repository(Path.of(""));

    @BeforeEach
    void makeRepository() throws IOException, InterruptedException {
        repository = Repository.in(directory.resolve("nrn"));
        its.azure.repository(repository.url());
    }

    @AfterEach
    void close() {
        its.close();
    }

    private String commitOf(String tag) throws IOException, InterruptedException {
        return repository.git("rev-parse", tag + "^{commit}");
    }

    @Test
    void aReleaseIsStartedAsNeuronsGuideSays() throws IOException, InterruptedException {
        PipelineRun run = its.pipeline().releaseRun("8.2.6").start();

        FakeRun there = its.azure.runs().get(0);
        assertThat(run.id()).isEqualTo(there.id());
        assertThat(there.ref()).isEqualTo("refs/tags/8.2.6");
        assertThat(there.variables())
                .hasToString("{\"NEURON_NIGHTLY_TAG\":{\"value\":\"\"},\"NRN_RELEASE_UPLOAD\":{\"value\":\"true\"}}");
        assertThat(its.events(PipelineEvent.RunStarted.class)).hasSize(1);
        assertThat(run.page()).hasToString(its.azure.url() + "neuronsimulator/nrn/_build/results?buildId=" + run.id());
    }

    @Test
    void aPlanSaysWhatWouldBeSentAndStartsNothing() throws IOException, InterruptedException {
        RunPlan plan = its.pipeline()
                .releaseRun("8.2.6")
                .parameter("imageTag", "feature-name")
                .variable("UPLOAD_PASSWORD", Secret.of("UPLOAD", "hidden-value"))
                .plan();

        assertThat(its.azure.runs()).isEmpty();
        assertThat(its.azure.exchanges()).extracting(Exchange::method).containsOnly("GET");
        assertThat(plan.commit()).contains(commitOf("8.2.6"));
        assertThat(plan.toString())
                .startsWith("POST " + its.azure.url() + "neuronsimulator/nrn/_apis/pipelines/1/runs?api-version=7.1\n")
                .contains("\"imageTag\" : \"feature-name\"", "Secret<UPLOAD>")
                .contains("checked: " + commitOf("8.2.6") + " is on release/8.2")
                .doesNotContain("hidden-value");
        assertThat(plan.toJson()).contains("\"refName\" : \"refs/tags/8.2.6\"").doesNotContain("hidden-value");
    }

    @Test
    void aTagThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> its.pipeline().releaseRun("8.2.9").start())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("has no refs/tags/8.2.9");
        assertThat(its.azure.runs()).isEmpty();
    }

    @Test
    void aTagThatIsNotOnItsBranchIsRefusedWhateverIsAllowed() {
        assertThatThrownBy(() -> its.pipeline()
                        .releaseRun("8.2.7")
                        .allowUntestedAncestry()
                        .start())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is not on release/8.2");
        assertThat(its.azure.runs()).isEmpty();
    }

    @Test
    void anAncestryThatCannotBeTestedIsRefusedUnlessAllowed() throws IOException, InterruptedException {
        repository.git("tag", "9.0.1");
        RunRequest request = its.pipeline().releaseRun("9.0.1");

        assertThatThrownBy(request::start)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("cannot be told")
                .hasMessageContaining("has no refs/heads/release/9.0");
        assertThat(its.azure.runs()).isEmpty();
        RunPlan plan = request.allowUntestedAncestry().plan();
        assertThat(plan.checks()).anyMatch(check -> check.startsWith("NOT whether "));
        request.allowUntestedAncestry().start();
        assertThat(its.azure.runs()).hasSize(1);
    }

    @Test
    void aCloneIsLookedIntoAndNotChanged() throws IOException, InterruptedException {
        Path clone = directory.resolve("clone");
        repository.git("clone", "--quiet", "--bare", repository.url(), clone.toString());
        String before = listing(clone);

        RunPlan plan = its.pipeline().releaseRun("8.2.6").clone(clone).plan();

        assertThat(plan.checks()).contains(commitOf("8.2.6") + " is on release/8.2");
        assertThat(listing(clone)).isEqualTo(before);
    }

    private static String listing(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted().toList().toString();
        }
    }

    @Test
    void aCloneThatIsShallowOrOldCannotTell() throws IOException, InterruptedException {
        Path shallow = directory.resolve("shallow");
        repository.git("clone", "--quiet", "--depth=1", "--branch=release/8.2", repository.url(), shallow.toString());
        Path old = directory.resolve("old");
        repository.git("clone", "--quiet", repository.url(), old.toString());
        repository.git("checkout", "--quiet", "release/8.2");
        repository.commit("newer");
        repository.git("tag", "8.2.8");

        assertThatThrownBy(
                        () -> its.pipeline().releaseRun("8.2.6").clone(shallow).plan())
                .hasMessageContaining("cannot be told");
        assertThatThrownBy(() -> its.pipeline().releaseRun("8.2.8").clone(old).plan())
                .hasMessageContaining("has no commit " + commitOf("8.2.8"));
        assertThatThrownBy(() -> its.pipeline()
                        .releaseRun("8.2.6")
                        .clone(directory.resolve("none"))
                        .plan())
                .hasMessageContaining("git cannot read");
    }

    @Test
    void aShallowCloneWithBothButNotWhatIsBetweenCannotTell() throws IOException, InterruptedException {
        Path shallow = directory.resolve("shallow");
        repository.git("clone", "--quiet", "--depth=1", "--branch=release/8.2", repository.url(), shallow.toString());
        new Repository(shallow).git("fetch", "--quiet", "--depth=1", "origin", "tag", "8.2.6");

        assertThatThrownBy(
                        () -> its.pipeline().releaseRun("8.2.6").clone(shallow).plan())
                .hasMessageContaining("is shallow");
    }

    @Test
    void aRepositoryThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> its.pipeline()
                        .releaseRun("8.2.6")
                        .repository("file:///nonexistent/nrn.git")
                        .plan())
                .hasMessageContaining("file:///nonexistent/nrn.git");
        assertThatThrownBy(() -> its.pipeline()
                        .releaseRun("8.2.6")
                        .repository("ext::sh -c touch% " + directory.resolve("made"))
                        .plan())
                .isInstanceOf(InvalidRequestException.class);
        assertThat(directory.resolve("made")).doesNotExist();
    }

    @Test
    void aTagThatWasMovedMeanwhileCancelsTheRun() {
        its.azure.commit("0123456789012345678901234567890123456789");

        assertThatThrownBy(() -> its.pipeline().releaseRun("8.2.6").start())
                .isInstanceOf(AzureException.class)
                .hasMessageContaining("the run is cancelled");
        assertThat(its.azure.runs().get(0).cancelled()).isTrue();
    }

    @Test
    void aVariableThatCannotBeSetIsExplainedBeforeARunIsStarted() {
        its.azure.variable("nrn_release_upload", false);

        assertThatThrownBy(() -> its.pipeline().releaseRun("8.2.6").start())
                .isInstanceOfSatisfying(InvalidRequestException.class, error -> {
                    assertThat(error).hasMessageContaining("NRN_RELEASE_UPLOAD").hasMessageContaining("does not let");
                    assertThat(error.remedy()).contains("Let users override this value");
                });
        assertThat(its.azure.runs()).isEmpty();
    }

    @Test
    void aProjectThatLimitsVariablesTakesThoseOfTheDefinition() {
        its.azure.limited().variable("NRN_RELEASE_UPLOAD", true);

        assertThatThrownBy(() -> its.pipeline().releaseRun("8.2.6").start())
                .hasMessageContaining("NEURON_NIGHTLY_TAG")
                .hasMessageContaining("limits what can be set");
        its.azure.variable("NEURON_NIGHTLY_TAG", true);
        its.pipeline().releaseRun("8.2.6").start();
        assertThat(its.azure.runs()).hasSize(1);
    }

    @Test
    void aNightlyRunIsOfMasterAndNeedsNoTag() {
        its.azure.repository("file:///nonexistent/nrn.git");

        its.pipeline()
                .nightlyRun()
                .variable("X", "1")
                .parameter("imageTag", "feature-y")
                .start();

        FakeRun there = its.azure.runs().get(0);
        assertThat(there.ref()).isEqualTo("refs/heads/master");
        assertThat(there.variables())
                .hasToString("{\"NRN_NIGHTLY_UPLOAD\":{\"value\":\"true\"},\"X\":{\"value\":\"1\"}}");
        assertThat(there.parameters()).hasToString("{\"imageTag\":\"feature-y\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8", "v8.2.6", "8.2.6/x", "--upload-pack=x", "8.2 6", "8.2.6^{}"})
    void whatIsNoReleaseIsRefused(String version) {
        assertThatThrownBy(() -> its.pipeline().releaseRun(version)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void withoutATokenNothingIsStarted() {
        assertThatThrownBy(() -> its.anonymous().releaseRun("8.2.6").start())
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        error -> assertThat(error.remedy()).contains("NRNWHEEL_AZURE_TOKEN"));
        assertThat(its.azure.exchanges()).isEmpty();
    }

    @Test
    void theTokenOfTheEnvironmentIsTakenInOrder() {
        Environment environment = Environment.system()
                .withVariables(Map.of("PATH", "/usr/bin:/bin", "AZURE_DEVOPS_EXT_PAT", FakeAzure.TOKEN));
        its.anonymous().environment(environment).nightlyRun().start();
        assertThat(its.azure.runs()).hasSize(1);
        assertThatThrownBy(() -> its.anonymous()
                        .environment(environment.withVariable("NRNWHEEL_AZURE_TOKEN", "another"))
                        .nightlyRun()
                        .start())
                .isInstanceOf(AzureException.class)
                .hasMessageContaining("does not take the token");
    }
}
