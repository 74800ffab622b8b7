package org.nrnwheel.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.azure.fake.Exchange;
import org.nrnwheel.azure.fake.FakeAzure;
import org.nrnwheel.azure.fake.Fault;
import org.nrnwheel.azure.fake.Fault.Kind;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.error.WheelException;

/** No secret stands in an event, an error, a log, a file, a process's arguments or its environment. */
class AzureSecrecyTest {
    private static final String VARIABLE = "value-of-a-s3cret-variable";
    private static final List<String> SECRETS = List.of(
            FakeAzure.TOKEN,
            FakeAzure.SIGNATURE,
            VARIABLE,
            Base64.getEncoder().encodeToString((":" + FakeAzure.TOKEN).getBytes(StandardCharsets.UTF_8)));

    @TempDir
    private Path directory;

    private final Pipeline its = new Pipeline();
    private final StringWriter shown = new StringWriter();

    @AfterEach
    void close() {
        its.close();
    }

    private void expect(Runnable action) {
        try {
            action.run();
        } catch (WheelException e) {
            shown.write(e.code() + e.remedy() + "\n");
            e.printStackTrace(new PrintWriter(shown, true));
        }
    }

    @Test
    void nothingShowsThem() throws IOException, InterruptedException {
        Repository repository = Repository.in(directory.resolve("nrn"));
        Path git = recordingGit();
        // A careless pipeline prints secrets, and a careless repository URL has one.
        its.azure
                .repository("file://" + FakeAzure.TOKEN + "@" + repository.directory())
                .lines("the token is " + FakeAzure.TOKEN + "\n")
                .result("failed");
        AzurePipelines pipeline = its.pipeline()
                .environment(Environment.system()
                        .withVariables(Map.of(
                                "PATH",
                                git.getParent() + ":/usr/bin:/bin",
                                "NRNWHEEL_AZURE_TOKEN",
                                FakeAzure.TOKEN,
                                "AZURE_DEVOPS_EXT_PAT",
                                FakeAzure.TOKEN)))
                .onEvent(event -> shown.write(event + "\n" + event.message() + "\n"))
                .onEvent(event -> {
                    throw new IllegalStateException(FakeAzure.TOKEN);
                });
        RunRequest request = pipeline.releaseRun("8.2.6").variable("SECRET", Secret.of("SECRET", VARIABLE));
        List<String> logged = logged(() -> everything(pipeline, request));

        assertThat(its.azure.exchanges())
                .filteredOn(exchange -> exchange.method().equals("POST"))
                .extracting(Exchange::request)
                .anyMatch(body -> body.contains(VARIABLE)); // it was sent, so that it could be shown
        assertThat(shown.toString()).contains("the token is ***", "azure-run-failed", "does not take the token");
        assertThat(Files.readString(directory.resolve("git.log")))
                .contains("ls-remote")
                .contains("merge-base");
        assertThat(logged).isNotEmpty();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertNone(Pipeline.text(Files.readAllBytes(file)));
            }
        }
        assertNone(shown.toString());
        assertNone(logged.toString());
        assertNone(pipeline + " " + request + " " + request.plan());
    }

    /** As it comes of a file; and a secret that is part of another leaves nothing of it. */
    @Test
    void aTokenWithALineEndIsHiddenToo() {
        its.azure.lines("the token is " + FakeAzure.TOKEN + "\n");
        its.anonymous()
                .token(Secret.of("TOKEN", FakeAzure.TOKEN + "\n"))
                .nightlyRun()
                .variable("PART", Secret.of("PART", FakeAzure.TOKEN.substring(0, 8)))
                .start()
                .await();
        assertThat(its.events(PipelineEvent.Printed.class))
                .flatExtracting(PipelineEvent.Printed::lines)
                .containsExactly("the token is ***");
    }

    private void everything(AzurePipelines pipeline, RunRequest request) {
        expect(() -> shown.write(request.plan() + request.plan().toJson()));
        its.azure.fault(Fault.of(Kind.ANSWER_LOST, "POST .*", 1));
        PipelineRun run = request.start();
        its.azure.runs().get(0).artifact("drop", Pipeline.zip(Map.of("drop/a.whl", 100_000)));
        expect(run::await);
        its.azure
                .fault(Fault.broken("GET content/drop", 1, 50_000))
                .fault(Fault.status("GET content/drop", Http.ATTEMPTS, 500, Map.of()));
        expect(() -> run.fetch("drop", directory.resolve("wheels")));
        expect(() -> pipeline.baseUrl(URI.create("https://" + FakeAzure.TOKEN + "@dev.azure.com/")));
        expect(() -> pipeline.releaseRun("8.2.6")
                .repository("https://user:" + FakeAzure.TOKEN + "@127.0.0.1:9/nrn.git")
                .plan());
        its.azure.fault(Fault.status("GET build/builds/\\d+", 1, 400, Map.of()));
        expect(run::status);
        its.azure.fault(Fault.signIn(203));
        expect(run::status);
        its.azure.clearFaults();
    }

    /** Writes down with what it is called, and calls the real one. */
    private Path recordingGit() throws IOException {
        Path script = Files.createDirectories(directory.resolve("bin")).resolve("git");
        Files.writeString(
                script,
                "#!/bin/sh\n{ echo \"$@\"; env; } >>'" + directory.resolve("git.log")
                        + "'\nexec /usr/bin/git \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private static List<String> logged(Runnable action) {
        List<String> records = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                records.add(new SimpleFormatter().format(record));
            }

            @Override
            public void flush() {
                // It keeps all.
            }

            @Override
            public void close() {
                // It keeps all.
            }
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            action.run();
        } finally {
            root.removeHandler(handler);
        }
        return records;
    }

    private static void assertNone(String text) {
        SECRETS.forEach(secret -> assertThat(text.contains(secret))
                .as("a secret in " + text.length())
                .isFalse());
    }
}
