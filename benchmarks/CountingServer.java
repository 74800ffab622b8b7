import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Takes uploads, reads and counts them, and keeps nothing: {@code CountingServer PORT-FILE}; see publish.sh. */
final class CountingServer {
    private static final int BUFFER = 1 << 18;
    private static final AtomicLong BYTES = new AtomicLong();
    private static final AtomicLong REQUESTS = new AtomicLong();

    private CountingServer() {}

    public static void main(String[] arguments) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Files.writeString(Path.of(arguments[0]), socket.getLocalPort() + "\n");
            while (true) {
                Socket client = socket.accept();
                Thread thread = new Thread(() -> serve(client));
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private static void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream(), BUFFER);
            OutputStream out = client.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                boolean upload = line.startsWith("POST");
                for (long rest = headers(in); rest > 0; ) {
                    int n = in.read(buffer, 0, (int) Math.min(rest, BUFFER));
                    rest -= n;
                    BYTES.addAndGet(n);
                }
                if (upload) {
                    REQUESTS.incrementAndGet();
                }
                String body = upload ? "" : REQUESTS.getAndSet(0) + " uploads, " + BYTES.getAndSet(0) + " bytes\n";
                out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
        } catch (IOException e) {
            // The client is gone.
        }
    }

    /** Returns how long the body is. */
    private static long headers(InputStream in) throws IOException {
        long length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Long.parseLong(line.substring(15).strip());
            }
        }
        return length;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }
}
