package org.nrnwheel.tests;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.nrnwheel.docker.Containers;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.Workspace;

/**
 * A program that reads very much output of a container, for a JVM with a small heap: {@code CountedOutput IMAGE DIRECTORY
 * LINES}. It fails unless numbered lines of a fixed length come whole and in order.
 */
final class CountedOutput {
    static final int LINE = 64;
    private static final int DIGITS = 12;
    private static final String PRINT = """
            import sys
            out = sys.stdout.buffer
            for start in range(0, int(sys.argv[1]), 4096):
                last = min(start + 4096, int(sys.argv[1]))
                out.write(b"".join(b"%012d %s\\n" % (n, b"x" * 50) for n in range(start, last)))
            """;

    private CountedOutput() {}

    public static void main(String[] arguments) throws InterruptedException {
        long lines = Long.parseLong(arguments[2]);
        Lines read = new Lines();
        try (Workspace workspace = DockerFaultTest.open(Containers.image(arguments[0]), Path.of(arguments[1]))) {
            Exit exit = workspace
                    .start(DockerFaultTest.shell("exec python3 -c '" + PRINT + "' " + lines), Bindings.NONE, read)
                    .await();
            if (!exit.successful()) {
                throw new IllegalStateException(exit.toString());
            }
        }
        read.expect(lines);
    }

    /** Takes lines whose first twelve digits count up from zero. */
    private static final class Lines implements OutputSink {
        private static final long[] POWERS =
                LongStream.iterate(1, power -> power * 10).limit(DIGITS).toArray();

        private long bytes;

        @Override
        public void output(Channel channel, ByteBuffer piece) {
            while (piece.hasRemaining()) {
                int column = (int) (bytes % LINE);
                int read = piece.get();
                int expected = expected(column, bytes / LINE);
                if (read != expected) {
                    throw new IllegalStateException("byte " + bytes + " is " + read + ", not " + expected);
                }
                bytes++;
            }
        }

        private static int expected(int column, long line) {
            if (column < DIGITS) {
                return '0' + (int) (line / POWERS[DIGITS - 1 - column] % 10);
            }
            return column == DIGITS ? ' ' : column == LINE - 1 ? '\n' : 'x';
        }

        void expect(long lines) {
            if (bytes != lines * LINE) {
                throw new IllegalStateException(bytes + " bytes came, not " + lines * LINE);
            }
        }
    }
}
