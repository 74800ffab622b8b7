package org.nrnwheel.pypi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.env.Environment;
import org.nrnwheel.testkit.SmallWheel;

/** Indexes that take nothing, or say more than anybody can keep. */
@Timeout(60)
class UncooperativeIndexTest {
    private static final int MORE_THAN_BUFFERS_HOLD = 12 << 20;

    @TempDir
    private Path directory;

    private final ServerSocket socket;
    /** A socket that nobody holds is closed with the garbage. */
    private final List<Socket> clients = new CopyOnWriteArrayList<>();

    UncooperativeIndexTest() throws IOException {
        socket = new ServerSocket();
    }

    /** What a server does with a connection. */
    @FunctionalInterface
    private interface Manners {
        void meet(Socket client) throws IOException;
    }

    @BeforeEach
    void listen() throws IOException {
        socket.setReceiveBufferSize(4096);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        for (Socket client : clients) {
            client.close();
        }
    }

    private void serve(Manners manners) {
        Thread thread = new Thread(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    clients.add(client);
                    manners.meet(client);
                } catch (IOException e) {
                    // The client is gone, or the test has ended.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private PypiPublisher publisher(Duration patience) {
        return PypiPublisher.to(Repository.url("http://127.0.0.1:" + socket.getLocalPort() + "/"))
                .environment(Environment.system().withVariables(Map.of("HOME", directory.toString())))
                .tries(1, Duration.ofMillis(1))
                .patience(patience);
    }

    private Path largeWheel() throws IOException {
        byte[] random = new byte[MORE_THAN_BUFFERS_HOLD];
        new Random(1).nextBytes(random);
        return SmallWheel.named("sample")
                .with("sample.txt", new String(random, StandardCharsets.ISO_8859_1))
                .write(directory);
    }

    @Test
    void anUploadThatIsNotTakenEnds() throws IOException {
        serve(client -> client.getInputStream().read());
        Path wheel = largeWheel();
        PublishFailedException error = catchThrowableOfType(
                PublishFailedException.class,
                () -> publisher(Duration.ofMillis(500)).publish(List.of(wheel)));

        assertThat(error).hasMessageContaining("nothing happened for 0.5 s");
    }

    @Test
    void whoIsInterruptedWhileNothingIsTakenEnds() throws IOException, InterruptedException {
        CountDownLatch met = new CountDownLatch(1);
        serve(client -> {
            client.getInputStream().read();
            met.countDown();
        });
        Path wheel = largeWheel();
        Thread publishing = new Thread(() -> publisher(Duration.ofHours(1)).publish(List.of(wheel)), "publishing");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        publishing.setUncaughtExceptionHandler((thread, error) -> thrown.set(error));
        publishing.start();
        assertThat(met.await(30, TimeUnit.SECONDS)).isTrue();
        publishing.interrupt();
        publishing.join(TimeUnit.SECONDS.toMillis(20));

        assertThat(publishing.isAlive()).isFalse();
        assertThat(thrown.get()).isInstanceOf(PublishFailedException.class).hasMessageContaining("cancelled");
    }

    @Test
    void anAnswerWithoutEndIsEnded() throws IOException {
        serve(client -> {
            InputStream in = client.getInputStream();
            in.readNBytes(100);
            OutputStream out = client.getOutputStream();
            out.write("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\n\r\nno wheel of "
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] more = "yours, nor of mine, ".repeat(1000).getBytes(StandardCharsets.US_ASCII);
            while (true) {
                out.write(more);
            }
        });
        Path wheel = SmallWheel.named("sample").write(directory);
        PublishFailedException error = catchThrowableOfType(
                PublishFailedException.class,
                () -> publisher(Duration.ofSeconds(20)).publish(List.of(wheel)));

        assertThat(error).hasMessageContaining("status 400: no wheel of yours");
        assertThat(error.getMessage()).hasSizeLessThan(2000);
    }
}
