package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.azure.fake.FakeAzure;

/** {@code nrnwheel azure} as a release engineer types it, against a server of this machine and a real repository. */
@Timeout(300)
class AzureCommandTest {
    private static final int REFUSED = 2;
    private static final int AZURE = 20;
    private static final int RUN_FAILED = 21;
    private static final String WHEEL = "NEURON-8.2.6-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";

    @TempDir
    private Path directory;

    private final FakeAzure azure = new FakeAzure(exchange -> {});

    @AfterEach
    void close() {
        azure.close();
        assertThat(azure.violations()).isEmpty();
    }

    private Processes.Result nrnwheel(String... words) throws IOException, InterruptedException {
        return withToken(FakeAzure.TOKEN, words);
    }

    private Processes.Result withToken(String token, String... words) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(ClassPaths.nrnwheel("azure"));
        argv.addAll(List.of(words));
        argv.addAll(List.of("--base-url", azure.url().toString()));
        Processes.Result result = Processes.run(directory, Map.of("NRNWHEEL_AZURE_TOKEN", token), argv);
        assertThat(result.output()).doesNotContain(FakeAzure.TOKEN, FakeAzure.SIGNATURE);
        return result;
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

        Processes.Result planned = nrnwheel("release", "8.2.6", "--dry-run", "--parameter", "imageTag=feature-x");
        assertThat(planned.exit()).describedAs(planned.output()).isZero();
        assertThat(planned.output()).contains("POST http", "refs/tags/8.2.6", "feature-x", "is on release/8.2");
        assertThat(azure.runs()).isEmpty();

        Processes.Result started = nrnwheel("release", "8.2.6", "--json");
        assertThat(started.exit()).describedAs(started.output()).isZero();
        assertThat(started.output()).contains("\"id\" : 100", "\"ref\" : \"refs/tags/8.2.6\"");

        Processes.Result watched = nrnwheel("watch", "100", "--verbose");
        assertThat(watched.exit()).describedAs(watched.output()).isZero();
        assertThat(watched.output())
                .contains(
                        "job BuildTestDeploy/ManyLinuxWheels Python311: started", "Building wheel | four", "succeeded");

        azure.runs().get(0).artifact("drop", zip());
        assertThat(nrnwheel("artifacts", "100", "--dry-run").output()).isEqualTo("drop\n");
        Processes.Result fetched = nrnwheel("artifacts", "100", "--wheelhouse", "wheels");
        assertThat(fetched.exit()).describedAs(fetched.output()).isZero();
        assertThat(directory.resolve("wheels").resolve(WHEEL)).hasContent("a wheel");
    }

    @Test
    void whatGoesWrongHasAnExitCodeOfItsOwn() throws IOException, InterruptedException {
        repositoryWithTag();
        azure.result("failed");
        assertThat(nrnwheel("release", "8.2.7").exit()).isEqualTo(REFUSED);
        assertThat(nrnwheel("nightly").exit()).isZero();
        Processes.Result failed = nrnwheel("watch", "100");
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
}
