package org.nrnwheel.pypi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.pypi.PublishedFile.Outcome;
import org.nrnwheel.testkit.FakeIndex;
import org.nrnwheel.testkit.FormPart;
import org.nrnwheel.testkit.SmallWheel;

class PublisherTest {
    @TempDir
    private Path directory;

    private PypiPublisher publisher(FakeIndex index) {
        Environment environment = Environment.system().withVariables(Map.of("HOME", directory.toString()));
        return PypiPublisher.to(Repository.url(index.uploadUrl()))
                .environment(environment)
                .tries(3, Duration.ofMillis(10));
    }

    @Test
    void everyWheelIsUploadedVerifiedAndNotSentAgain() throws IOException {
        List<Path> wheels = SmallWheel.named("sample").writeVersions(directory, 5);
        List<PublishEvent> events = new ArrayList<>();
        try (FakeIndex index = FakeIndex.start()) {
            PublishReport report =
                    publisher(index).verify().listener(events::add).publish(wheels);

            assertThat(report.published()).isTrue();
            assertThat(report.files())
                    .allMatch(PublishedFile::verified)
                    .allMatch(file -> file.outcome() == Outcome.UPLOADED);
            assertThat(index.stored()).hasSize(5);
            assertThat(events.stream().filter(PublishEvent.Progress.class::isInstance))
                    .isNotEmpty();
            for (PublishedFile file : report.files()) {
                assertThat(order(events, file.file())).matches("A(P+)E(V)?");
            }
            PublishReport again = publisher(index).publish(wheels);
            assertThat(again.files()).allMatch(file -> file.outcome() == Outcome.DONE_BEFORE);
            assertThat(index.authorizations()).hasSize(5);
        }
    }

    @Test
    void nothingIsSentWhenTheIndexWouldRefuseOneOfTheWheels() throws IOException {
        Path good = SmallWheel.named("sample").with("sample.py", "one").write(directory);
        Path local = SmallWheel.named("sample")
                .version("1.0+local")
                .with("sample.py", "two")
                .write(directory);
        try (FakeIndex index = FakeIndex.start()) {
            PypiPublisher careful = publisher(index).preflight(Preflight.ofPypi());
            PreflightFailedException refused =
                    catchThrowableOfType(PreflightFailedException.class, () -> careful.publish(List.of(good, local)));

            assertThat(refused).hasMessageContaining("+local").hasMessageContaining("sample-1.0+local-py3");
            assertThat(refused.refused()).hasSize(1);
            assertThat(index.stored()).isEmpty();
            assertThat(publisher(index).publish(List.of(good, local)).published())
                    .isTrue();
        }
    }

    private static String order(List<PublishEvent> events, String file) {
        StringBuilder order = new StringBuilder();
        events.stream()
                .filter(event -> event.file().equals(file))
                .forEach(event -> order.append(event.getClass().getSimpleName().charAt(0)));
        return order.toString();
    }

    @Test
    void theSameContentIsNoErrorAndAnotherIs() throws IOException {
        Path wheel = SmallWheel.named("sample").with("sample.py", "one").write(directory);
        Path other = SmallWheel.named("sample")
                .with("sample.py", "two")
                .write(Files.createDirectory(directory.resolve("other")));
        try (FakeIndex index = FakeIndex.start()) {
            publisher(index).publish(List.of(wheel));
            PypiPublisher anew = publisher(index).ledger(directory.resolve("other.jsonl"));

            assertThat(anew.publish(List.of(wheel)).files().get(0).outcome()).isEqualTo(Outcome.ALREADY_THERE);
            int sent = index.authorizations().size();
            assertThat(anew.ledger(directory.resolve("third.jsonl"))
                            .skipExisting()
                            .publish(List.of(wheel))
                            .files()
                            .get(0)
                            .attempts())
                    .isZero();
            assertThat(failure(anew, other).getMessage()).contains("another file of that name");
            assertThat(failure(anew.skipExisting(), other).getMessage()).contains("another file of that name");
            assertThat(index.authorizations()).hasSize(sent + 1);
        }
    }

    private static PublishFailedException failure(PypiPublisher publisher, Path... wheels) {
        return catchThrowableOfType(PublishFailedException.class, () -> publisher.publish(List.of(wheels)));
    }

    @Test
    void aRefusalIsToldInWordsAndEndsTheRest() throws IOException {
        List<Path> wheels = SmallWheel.named("sample").writeVersions(directory, 4);
        try (FakeIndex index = FakeIndex.start()) {
            index.refuse("HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"
                    + "<html><head><title>400 Bad Request</title><style>b {}</style></head>"
                    + "<body><h1>Error</h1><p>The use of &quot;x&quot; is invalid.</p></body></html>");
            PublishFailedException error = failure(publisher(index), wheels.toArray(Path[]::new));

            assertThat(error.getMessage())
                    .contains("status 400: 400 Bad Request", "The use of \"x\" is invalid.")
                    .doesNotContain("<", "b {}");
            assertThat(error.report().files().stream().map(PublishedFile::outcome))
                    .containsExactlyInAnyOrder(Outcome.FAILED, Outcome.NOT_TRIED, Outcome.NOT_TRIED, Outcome.NOT_TRIED);
            assertThat(index.authorizations()).hasSize(1);
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        Path wheel = SmallWheel.named("sample").with("sample.py", "one").write(directory);
        try (FakeIndex index = FakeIndex.start();
                FakeIndex elsewhere = FakeIndex.start()) {
            index.refuse("HTTP/1.1 307 Temporary Redirect\r\nConnection: close\r\nContent-Length: 0\r\nLocation: "
                    + elsewhere.uploadUrl() + "\r\n\r\n");
            PypiPublisher publisher =
                    publisher(index).credentials(new Credentials("me", Secret.of("P", "hunter2hunter2")));

            assertThat(failure(publisher, wheel).getMessage()).contains("redirects to " + elsewhere.uploadUrl());
            assertThat(elsewhere.authorizations()).isEmpty();
        }
    }

    @Test
    void aSecretThatTheIndexSaysAgainIsShownNowhere() throws IOException {
        Path wheel = SmallWheel.named("sample").with("sample.py", "one").write(directory);
        StringBuilder told = new StringBuilder();
        try (FakeIndex index = FakeIndex.start()) {
            Credentials credentials = new Credentials("me", Secret.of("P", "hunter2hunter2"));
            String header = credentials.header();
            index.refuse(
                    "HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\nwho is " + header + " with hunter2hunter2");
            String url = index.uploadUrl().replace("http://", "http://me:hunter2hunter2@");
            PypiPublisher publisher = PypiPublisher.to(Repository.url(url))
                    .environment(Environment.system().withVariables(Map.of("HOME", directory.toString())))
                    .listener(told::append);
            PublishFailedException error = failure(publisher, wheel);

            assertThat(index.authorizations()).containsExactly(header);
            assertThat(error.getMessage()).contains("who is Basic *** with ***");
            told.append(error).append(error.report()).append(error.report().toJson());
            told.append(Files.readString(directory.resolve(".nrnwheel/publish.jsonl")));
            assertThat(told).doesNotContain("hunter2hunter2").doesNotContain(header.substring(6));
        }
    }

    @Test
    void nothingIsSentInADryRun() throws IOException {
        List<Path> wheels = SmallWheel.named("sample").writeVersions(directory, 2);
        try (FakeIndex index = FakeIndex.start()) {
            publisher(index).publish(wheels.subList(0, 1));
            PublishReport report = publisher(index)
                    .ledger(directory.resolve("other.jsonl"))
                    .dryRun()
                    .publish(wheels);

            assertThat(report.files().stream().map(PublishedFile::outcome))
                    .containsExactly(Outcome.ALREADY_THERE, Outcome.PLANNED);
            assertThat(index.stored()).hasSize(1);
            assertThat(directory.resolve("other.jsonl")).isEmptyFile();
        }
    }

    @Test
    void attestationsAreSentAsOneArray() throws IOException {
        Path wheel = SmallWheel.named("sample").with("sample.py", "one").write(directory);
        Files.writeString(directory.resolve(wheel.getFileName() + ".publish.attestation"), "{\"version\": 1}");
        try (FakeIndex index = FakeIndex.start()) {
            publisher(index).attestations().publish(List.of(wheel));

            assertThat(index.forms().get(0))
                    .filteredOn(part -> part.name().equals("attestations"))
                    .extracting(FormPart::text)
                    .containsExactly("[{\"version\":1}]");
        }
    }

    @Test
    void aDirectoryIsAnIndexToo() throws IOException {
        List<Path> wheels = SmallWheel.named("sample").writeVersions(directory, 2);
        Repository repository = Repository.directory(directory.resolve("simple"));

        assertThat(PypiPublisher.to(repository).publish(wheels).files())
                .allMatch(file -> file.outcome() == Outcome.UPLOADED && file.verified());
        assertThat(PypiPublisher.to(repository).publish(wheels).files())
                .allMatch(file -> file.outcome() == Outcome.ALREADY_THERE);
        Path other = SmallWheel.named("sample")
                .version("1.1")
                .with("sample.py", "two")
                .write(Files.createDirectory(directory.resolve("other")));
        assertThat(failure(PypiPublisher.to(repository), other).report().published())
                .isFalse();
    }
}
