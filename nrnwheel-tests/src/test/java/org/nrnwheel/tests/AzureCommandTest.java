package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.azure.fake.FakeAzure;
import org.nrnwheel.cli.InThisJvm;
import org.nrnwheel.env.Environment;

/** {@code nrnwheel azure} as a release engineer types it, against a server of this machine and a real repository. */
@Timeout(300)
class AzureCommandTest {
    private static final int REFUSED = 2;
    private static final int AZURE = 20;
    private static final int RUN_FAILED = 21;
    private static final String RUN = "azure-run";
    private static final String PLAN = "azure-plan";
    private static final String ARTIFACT = "azure-artifact";
    private static final String WHEEL = "NEURON-8.2.6-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";

    @TempDir
    private Path directory;

    private final FakeAzure azure = new FakeAzure(exchange -> {});

    @AfterEach
    void close() {
        azure.close();
        assertThat(azure.violations()).isEmpty();
    }

    private InThisJvm nrnwheel(String... words) {
        return withToken(FakeAzure.TOKEN, words);
    }

    private InThisJvm withToken(String token, String... words) {
        Environment system = Environment.system();
        Map<String, String> properties = new HashMap<>(system.properties());
        properties.put("user.dir", directory.toString());
        Map<String, String> variables = new HashMap<>(system.variables());
        variables.put("NRNWHEEL_AZURE_TOKEN", token);
        InThisJvm result = InThisJvm.run(
                new Environment(variables, properties), argv(words).toArray(String[]::new));
        assertThat(result.output()).doesNotContain(FakeAzure.TOKEN, FakeAzure.SIGNATURE);
        return result;
    }

    /** What it waits between questions is waited by nobody here. */
    private List<String> argv(String... words) {
        List<String> argv = new ArrayList<>(List.of("azure"));
        argv.addAll(List.of(words));
        argv.addAll(List.of("--poll", "0.02", "--base-url", azure.url().toString()));
        return argv;
    }

    /** The answer, which must be as its schema says. */
    private String json(String schema, int exit, String... words) throws IOException {
        List<String> argv = new ArrayList<>(List.of(words));
        argv.add("--json");
        InThisJvm result = nrnwheel(argv.toArray(String[]::new));
        assertThat(result.exit()).describedAs(result.output()).isEqualTo(exit);
        assertThat(Schemas.violations(schema, result.out()))
                .describedAs(result.out())
                .isEmpty();
        return result.out();
    }

    private void repositoryWithTag() throws IOException, InterruptedException {
        List<String> git = List.of("git", "-c", "user.name=N", "-c", "user.email=n@example.org");
        for (String line : List.of(
                "init --quiet --initial-branch=release/8.2",
                "commit --quiet --allow-empty --message=release",
                "tag 8.2.6")) {
            List<String> argv = new ArrayList<>(git);
            argv.addAll(List.of(line.split(" ")));
            assertThat(Processes.run(directory, Map.of(), argv).exit()).isZero();
        }
        azure.repository(directory.toUri().toString());
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("drop/" + WHEEL));
            zip.write("a wheel".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    @Test
    void aReleaseIsPlannedStartedWatchedAndFetched() throws IOException, InterruptedException {
        repositoryWithTag();

        InThisJvm planned = nrnwheel("release", "8.2.6", "--dry-run", "--parameter", "imageTag=feature-x");
        assertThat(planned.exit()).describedAs(planned.output()).isZero();
        assertThat(planned.output()).contains("POST http", "refs/tags/8.2.6", "feature-x", "is on release/8.2");
        assertThat(azure.runs()).isEmpty();

        InThisJvm started = nrnwheel("release", "8.2.6", "--json");
        assertThat(started.exit()).describedAs(started.output()).isZero();
        assertThat(started.output()).contains("\"id\" : 100", "\"ref\" : \"refs/tags/8.2.6\"");

        InThisJvm watched = nrnwheel("watch", "100", "--verbose");
        assertThat(watched.exit()).describedAs(watched.output()).isZero();
        assertThat(watched.output())
                .contains(
                        "job BuildTestDeploy/ManyLinuxWheels Python311: started", "Building wheel | four", "succeeded");

        azure.runs().get(0).artifact("drop", zip());
        assertThat(nrnwheel("artifacts", "100", "--dry-run").output()).isEqualTo("drop\n");
        InThisJvm fetched = nrnwheel("artifacts", "100", "--wheelhouse", "wheels");
        assertThat(fetched.exit()).describedAs(fetched.output()).isZero();
        assertThat(directory.resolve("wheels").resolve(WHEEL)).hasContent("a wheel");
    }

    @Test
    void whatGoesWrongHasAnExitCodeOfItsOwn() throws IOException, InterruptedException {
        repositoryWithTag();
        azure.result("failed");
        assertThat(nrnwheel("release", "8.2.7").exit()).isEqualTo(REFUSED);
        assertThat(nrnwheel("nightly").exit()).isZero();
        InThisJvm failed = nrnwheel("watch", "100");
        assertThat(failed.exit()).describedAs(failed.output()).isEqualTo(RUN_FAILED);
        assertThat(failed.output()).contains("error: run 100 has failed", "Bash exited with code '1'");
        assertThat(nrnwheel("watch", "101").exit()).isEqualTo(AZURE);
        assertThat(withToken("wrong", "cancel", "100").exit()).isEqualTo(AZURE);
    }

    @Test
    void aRunIsCancelledUnlessItIsOnlyAskedWhatWouldBe() throws IOException, InterruptedException {
        azure.run(1, "refs/heads/master");
        assertThat(nrnwheel("cancel", "100", "--dry-run").exit()).isZero();
        assertThat(azure.runs().get(0).cancelled()).isFalse();
        assertThat(nrnwheel("cancel", "100").output()).contains("is cancelling");
        assertThat(azure.runs().get(0).cancelled()).isTrue();
    }

    /** The same in a process of its own: its exit code, its environment, its streams. */
    @Test
    void aProcessEndsWithTheCode() throws IOException, InterruptedException {
        azure.result("failed").run(1, "refs/heads/master");
        List<String> argv = ClassPaths.nrnwheel(argv("watch", "100").toArray(String[]::new));
        Processes.Result result = Processes.run(directory, Map.of("NRNWHEEL_AZURE_TOKEN", FakeAzure.TOKEN), argv);
        assertThat(result.exit()).describedAs(result.output()).isEqualTo(RUN_FAILED);
        assertThat(result.output())
                .contains("error: run 100 has failed", "nrnwheel azure artifacts 100")
                .doesNotContain(FakeAzure.TOKEN);
    }

    @Test
    void everyAnswerIsAsItsSchemaSays() throws IOException, InterruptedException {
        repositoryWithTag();
        azure.commit(Processes.run(directory, Map.of(), List.of("git", "rev-parse", "8.2.6"))
                .output()
                .strip());
        String variable = "--variable-env=NRNWHEEL_AZURE_TOKEN";
        String plan = json(PLAN, 0, "release", "8.2.6", "--dry-run", "--parameter", "imageTag=feature-x", variable);
        assertThat(plan).contains("\"isSecret\" : true", "\"imageTag\" : \"feature-x\"", "\"commit\" : ");
        assertThat(json(PLAN, 0, "nightly", "--dry-run")).doesNotContain("\"commit\"");

        assertThat(json(RUN, 0, "release", "8.2.6", "--watch")).contains("\"result\" : \"succeeded\"");
        assertThat(json(RUN, 0, "cancel", "100", "--dry-run")).contains("\"state\" : \"completed\"");
        azure.result("failed");
        assertThat(json(RUN, 0, "nightly")).contains("\"id\" : 101").doesNotContain("\"result\"");
        assertThat(json(RUN, RUN_FAILED, "watch", "101")).contains("\"result\" : \"failed\"");
        azure.run(1, "refs/heads/master");
        assertThat(json(RUN, 0, "cancel", "102")).contains("\"state\" : \"cancelling\"");
        azure.result("partiallySucceeded");
        assertThat(json(RUN, 0, "nightly", "--watch")).contains("\"result\" : \"partially_succeeded\"");
    }

    @Test
    void whatIsFetchedAndWhatWouldBeAreTheSameKindOfAnswer() throws IOException {
        azure.run(1, "refs/heads/master").artifact("drop", zip()).artifact("logs", zip());
        String wheels = directory.resolve("wheels").toString();

        String planned = json(ARTIFACT, 0, "artifacts", "100", "--wheelhouse", "wheels", "--dry-run");
        assertThat(planned).contains("\"fetched\" : false", "\"logs\"", "\"directory\" : \"" + wheels + "\"");
        assertThat(directory.resolve("wheels")).doesNotExist();

        // A dry run ends as the real one would.
        assertThat(json(ARTIFACT, AZURE, "artifacts", "100", "--dry-run", "--artifact", "none"))
                .contains("\"name\" : \"none\"");
        assertThat(nrnwheel("artifacts", "100", "--dry-run", "--artifact", "none")
                        .err())
                .contains("has kept no artifact none; it has kept: drop, logs");

        String fetched = json(ARTIFACT, 0, "artifacts", "100", "--wheelhouse", "wheels");
        assertThat(fetched).contains("\"fetched\" : true", WHEEL, "\"directory\" : \"" + wheels + "\"");
        assertThat(directory.resolve("wheels").resolve(WHEEL)).hasContent("a wheel");
    }

    /** The validator is strict: it would see a field that is lacking, and one that no schema has. */
    @Test
    void whatIsNotAsTheSchemaSaysIsSeen() throws IOException {
        azure.run(1, "refs/heads/master");
        String run = json(RUN, 0, "cancel", "100", "--dry-run");
        assertThat(Schemas.violations(RUN, run.replace("\"page\"", "\"pages\"")))
                .hasSize(2);
        assertThat(Schemas.violations(RUN, run.replace("\"running\"", "\"asleep\"")))
                .hasSize(1);
        assertThat(Schemas.violations(ARTIFACT, run)).isNotEmpty();
    }
}
