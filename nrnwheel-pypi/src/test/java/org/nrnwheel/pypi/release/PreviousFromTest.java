package org.nrnwheel.pypi.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.index.IndexException;
import org.nrnwheel.pypi.Credentials;
import org.nrnwheel.pypi.PublishedWheels;
import org.nrnwheel.pypi.Repository;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.testkit.FakeIndex;
import org.nrnwheel.testkit.SmallWheel;

/** The version that was published last, of an index on this machine. */
class PreviousFromTest {
    private static final String LINUX = "-cp311-cp311-manylinux2014_x86_64.whl";
    private static final String PASSWORD = "s3cret";
    private static final ReleaseSet SET =
            ReleaseSet.expect(List.of("3.11"), List.of("manylinux_x86_64"), List.of("neuron"));

    @TempDir
    private Path directory;

    private FakeIndex server;
    private PublishedWheels index;

    PreviousFromTest() throws IOException {
        server = FakeIndex.start();
        index = PublishedWheels.in(Repository.url(server.uploadUrl()));
    }

    @BeforeEach
    void cache() {
        index = index.environment(Environment.system()
                .withVariables(
                        Map.of("XDG_CACHE_HOME", directory.resolve("cache").toString(), "HOME", directory.toString())));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private Path wheel(String project, String version, String content) throws IOException {
        Path any = SmallWheel.named(project)
                .version(version)
                .with(project + ".py", content)
                .write(Files.createTempDirectory(directory, "wheel"));
        return Files.move(any, any.resolveSibling(project + "-" + version + LINUX));
    }

    private void publish(String project, String version, String content) throws IOException {
        server.publish(wheel(project, version, content));
    }

    private static String large() {
        StringBuilder content = new StringBuilder();
        new Random(1).ints(500).forEach(content::append);
        return content.toString();
    }

    private static List<String> ids(ReleaseReport report) {
        return report.findings().stream()
                .map(Finding::id)
                .filter(id -> !id.equals("not-tested"))
                .toList();
    }

    private void publishMany() throws IOException {
        publish("neuron", "8.2.3", large());
        publish("neuron", "8.2.4", "x = 1\n");
        publish("neuron", "8.2.5", large());
        server.yank("neuron-8.2.5" + LINUX);
        publish("neuron", "8.2.6rc1", large());
        publish("neuron", "8.2.10", large());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNewestEarlierVersionIsCompared(boolean asJson) throws IOException {
        if (asJson) {
            server.speakJson();
        }
        publishMany();
        List<Path> released = List.of(wheel("neuron", "8.2.6", large()));
        List<String> events = new ArrayList<>();
        ReleaseReport report = SET.release("8.2.6")
                .previousFrom(index)
                .listener(event -> events.add(event.getClass().getSimpleName() + " " + event.file()))
                .check(released);

        assertThat(ids(report)).containsExactly("grown");
        assertThat(report.toText()).contains("times neuron-8.2.4" + LINUX);
        assertThat(events)
                .containsExactly(
                        "Checking neuron-8.2.6" + LINUX,
                        "Downloading neuron-8.2.4" + LINUX,
                        "Comparing neuron-8.2.6" + LINUX);
        assertThat(server.pages()).containsExactly("/simple/neuron/", "/files/neuron-8.2.4" + LINUX);

        SET.release("8.2.6").previousFrom(index).check(released);
        assertThat(server.pages()).hasSize(3).last().isEqualTo("/simple/neuron/");
    }

    @Test
    void nightlyWheelsHavePreReleasesBeforeThem() throws IOException {
        publish("neuron_nightly", "9.0.dev2", large());
        publish("neuron_nightly", "9.0.dev11", "x = 1\n");
        publish("neuron_nightly", "9.0.dev12", large());
        List<Path> released = List.of(wheel("neuron_nightly", "9.0.dev12", large()));
        assertThat(SET.nightly().previousFrom(index).check(released).toText())
                .contains("times neuron_nightly-9.0.dev11" + LINUX);
    }

    @Test
    void withoutAnEarlierVersionThereIsAWarning() throws IOException {
        List<Path> released = List.of(wheel("neuron", "8.2.6", "x = 1\n"));
        ReleaseSet set = SET.release("8.2.6").previousFrom(index);
        assertThat(ids(set.check(released))).containsExactly("no-earlier-version");
        publish("neuron", "8.2.6", "x = 1\n");
        assertThat(ids(set.check(released))).containsExactly("no-earlier-version");
        assertThat(set.check(released).findings())
                .anyMatch(finding -> finding.message().contains("neuron before 8.2.6"));
    }

    @Test
    void whatDoesNotComeWholeIsAnError() throws IOException {
        publishMany();
        List<Path> released = List.of(wheel("neuron", "8.2.6", "x = 1\n"));
        ReleaseSet set = SET.release("8.2.6").previousFrom(index);
        String right = Objects.requireNonNull(server.hashes().get("neuron-8.2.4" + LINUX));
        server.claim("neuron-8.2.4" + LINUX, "00".repeat(32));
        assertThatThrownBy(() -> set.check(released))
                .isInstanceOfSatisfying(
                        IndexException.class,
                        error -> assertThat(error.remedy()).contains("Try again"))
                .hasMessageContaining("neuron-8.2.4" + LINUX)
                .hasMessageContaining("is another file than the index says");
        try (var left = Files.walk(directory.resolve("cache"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }

        server.claim("neuron-8.2.4" + LINUX, right);
        server.failPages(2);
        assertThat(ids(set.check(released))).isEmpty();
        server.failPages(3);
        assertThatThrownBy(() -> set.check(released))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("status 503: not now");
        server.close();
        assertThatThrownBy(() -> set.check(released))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> PublishedWheels.in(Repository.directory(directory)))
                .isInstanceOf(InvalidRequestException.class);
    }

    /** User and password of a URL, or those that are given; what the index says of wrong ones is without them. */
    @Test
    void anIndexWithAPasswordIsReadByThoseWhoHaveIt() throws IOException {
        server.demand(header(PASSWORD));
        publish("neuron", "8.2.5", "x = 1\n");
        List<Path> released = List.of(wheel("neuron", "8.2.6", "x = 1\n"));
        ReleaseSet set = SET.release("8.2.6");
        String url = server.uploadUrl().replace("://", "://ci:" + PASSWORD + "@");
        PublishedWheels byUrl = PublishedWheels.in(Repository.url(url))
                .environment(Environment.system().withVariable("XDG_CACHE_HOME", directory.toString()));

        assertThat(ids(set.previousFrom(byUrl).check(released))).isEmpty();
        assertThat(ids(set.previousFrom(index.credentials(user(PASSWORD))).check(released)))
                .isEmpty();
        assertThatThrownBy(() -> set.previousFrom(index).check(released))
                .isInstanceOfSatisfying(
                        IndexException.class,
                        error -> assertThat(error.remedy()).contains("Give credentials"))
                .hasMessageContaining("status 401: not by ''");
        PublishedWheels wrong = byUrl.credentials(user("wr0ng"));
        assertThatThrownBy(() -> set.previousFrom(wrong).check(released))
                .isInstanceOfSatisfying(
                        IndexException.class,
                        error -> assertThat(error.remedy()).contains("See that user and password are right"))
                .hasMessageContaining("status 401: not by 'Basic ***'");
    }

    private static Credentials user(String password) {
        return new Credentials("ci", Secret.of("INDEX", password));
    }

    private static String header(String password) {
        return "Basic " + Base64.getEncoder().encodeToString(("ci:" + password).getBytes(StandardCharsets.UTF_8));
    }
}
