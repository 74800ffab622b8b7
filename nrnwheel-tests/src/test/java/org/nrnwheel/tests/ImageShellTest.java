package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A shell in an image, on a real terminal. */
@Tag("slow")
@Timeout(120)
class ImageShellTest {
    /** Is the person at the terminal: its arguments are the command. */
    private static final String PERSON = """
            import fcntl, os, pty, re, select, struct, sys, termios

            def resize(rows, columns):
                fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

            def cooked():
                return termios.tcgetattr(terminal)[3] & (termios.ICANON | termios.ECHO)

            def expect(pattern):
                text = b""
                while not re.search(pattern, text):
                    assert select.select([terminal], [], [], 60)[0], f"no {pattern} in {text}"
                    text += os.read(terminal, 1000)

            def say(text):
                os.write(terminal, text)

            # The client passes the size on some time after the shell has started.
            def await_size(size):
                say(b"until stty size | grep '^%b'; do sleep 0.1; done\\r" % size)
                expect(b"%b\\r" % size)

            gate_out, gate_in = os.pipe()
            child, terminal = pty.fork()
            if child == 0:
                os.read(gate_out, 1)
                os.execvp(sys.argv[1], sys.argv[1:])
            resize(33, 97)
            before = termios.tcgetattr(terminal)
            assert cooked()
            os.write(gate_in, b"x")
            expect(b"[#$] $")
            assert not cooked(), "the terminal is not raw"
            await_size(b"33 97")
            resize(40, 120)
            await_size(b"40 120")
            # What is to be interrupted says that it runs: bash takes what comes before that for itself.
            say(b"cat file; pwd; sh -c 'echo $0; exec sleep 100' runs\\r")
            expect(b"of the tree\\r?\\n/root/nrn\\r\\nruns\\r")
            say(b"\\x03")
            expect(b"[#$] $")
            say(b"exit 7\\r")
            try:
                while os.read(terminal, 1000):
                    pass
            except OSError:
                pass
            _, status = os.waitpid(child, 0)
            assert os.waitstatus_to_exitcode(status) == 7, status
            assert termios.tcgetattr(terminal) == before, "the terminal is not as it was"
            """;

    @TempDir
    Path directory;

    private Path tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectory(directory.resolve("tree"));
        Files.writeString(tree.resolve("file"), "of the tree\n");
    }

    private List<String> shell(String image) {
        return ClassPaths.nrnwheel("image", "shell", image, "--source=" + tree);
    }

    @Test
    void theTerminalsSizeAndModesPassAndAreRestored() throws IOException, InterruptedException {
        Path person = Files.writeString(directory.resolve("person.py"), PERSON);
        List<String> argv = new ArrayList<>(List.of("python3", person.toString()));
        argv.addAll(shell(TestImages.small()));
        Processes.Result result = Processes.run(directory, Map.of(), argv);
        assertThat(result.exit()).describedAs(result.output()).isZero();
    }

    @Test
    void anImageThatIsNotHereIsNotFetched() throws IOException, InterruptedException {
        TestImages.engine();
        Processes.Result result = Processes.run(directory, Map.of(), shell("nrnwheel-test:no-such-image"));
        assertThat(result.exit()).isEqualTo(6);
        assertThat(result.output()).contains("nrnwheel image pull nrnwheel-test:no-such-image");
    }

    @Test
    void withoutAClientItIsSaidWhatIsLacking() throws IOException, InterruptedException {
        String image = TestImages.small();
        Processes.Result result = Processes.run(directory, Map.of("PATH", directory.toString()), shell(image));
        assertThat(result.exit()).isEqualTo(6);
        assertThat(result.output()).contains("cannot start docker", "Podman's client");
    }
}
