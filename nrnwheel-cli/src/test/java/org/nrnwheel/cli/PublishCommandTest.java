package org.nrnwheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.testkit.FakeIndex;
import org.nrnwheel.testkit.SmallWheel;

class PublishCommandTest {
    private static final int FAILED = 17;
    private static final int WOULD_BE_REFUSED = 19;

    @TempDir
    private Path directory;

    private String wheel = "";

    @BeforeEach
    void wheels() throws IOException {
        wheel = SmallWheel.named("demo").version("1.0.0").write(directory).toString();
    }

    /** Another wheel of that name in its place. */
    private void other() throws IOException {
        SmallWheel.named("demo").version("1.0.0").with("demo.py", "other = 1\n").write(directory);
    }

    private static void isValid(Run run) throws IOException {
        assertThat(PrintedJson.violations("publish-report", run.out())).isEmpty();
    }

    @Test
    void whatIsPrintedOfAnIndexIsInTheSchema() throws IOException {
        try (FakeIndex index = FakeIndex.start()) {
            String[] words = {"publish", "--repository-url", index.uploadUrl(), "--verify", "--json", wheel};
            Map<String, String> user = Map.of("NRNWHEEL_USERNAME", "ci", "NRNWHEEL_PASSWORD", "secret");
            Run uploaded = Run.in(user, words);
            assertThat(uploaded.exit()).describedAs(uploaded.err()).isZero();
            assertThat(uploaded.out()).contains("\"uploaded\"");
            isValid(uploaded);

            Files.delete(directory.resolve(".nrnwheel/publish.jsonl"));
            Files.delete(Path.of(wheel));
            other();
            Run failed = Run.in(user, words);
            assertThat(failed.exit()).isEqualTo(FAILED);
            assertThat(failed.out()).contains("\"failed\"", "another file of that name");
            isValid(failed);
        }
    }

    @Test
    void whatIsPrintedOfADirectoryIsInTheSchema() throws IOException {
        String index = directory.resolve("index").toString();
        Run planned = Run.of("publish", "--repository-url", index, "--dry-run", "--json", wheel);
        assertThat(planned.exit()).describedAs(planned.err()).isZero();
        assertThat(planned.out()).contains("\"planned\"");
        isValid(planned);
        Run added = Run.of("publish", "--repository-url", index, "--preflight", "--json", wheel);
        assertThat(added.exit()).describedAs(added.err()).isZero();
        assertThat(added.err()).startsWith("checking 1 of 1: demo-1.0.0-py3-none-any.whl\n");
        isValid(added);

        other();
        String more = SmallWheel.named("more").version("1.0.0").write(directory).toString();
        Run failed = Run.of("publish", "--repository-url", index, "--json", wheel, more);
        assertThat(failed.exit()).isEqualTo(FAILED);
        assertThat(failed.out()).contains("\"failed\"", "\"not_tried\"");
        isValid(failed);
        assertThat(PrintedJson.violations("publish-report", failed.out().replace("\"failed\"", "\"unhappy\"")))
                .isNotEmpty();
    }

    @Test
    void thePreflightOfADirectoryRefuses() throws IOException {
        Path index = directory.resolve("index");
        Run run = Run.of(
                "publish",
                "--repository-url",
                index.toString(),
                "--preflight",
                SmallWheel.named("bad")
                        .version("1.0.0")
                        .with("unrecorded.py", "")
                        .record("")
                        .write(directory)
                        .toString());
        assertThat(run.exit()).isEqualTo(WOULD_BE_REFUSED);
        assertThat(run.err()).contains("bad-1.0.0-py3-none-any.whl: would be refused");
        assertThat(List.of(index)).noneMatch(Files::exists);
    }
}
