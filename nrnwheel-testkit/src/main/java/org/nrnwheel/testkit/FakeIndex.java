package org.nrnwheel.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A package index on 127.0.0.1 that keeps hashes in memory and misbehaves as it is told: it fails before and after it stored a file,
 * asks to wait, says nothing, breaks connections, is slow, and shows pages that are out of date. Safe for use by several threads.
 */
public final class FakeIndex implements AutoCloseable {
    /** What an upload can meet. */
    public enum Fault {
        /** 500 or 503, and nothing is stored. */
        SERVER_ERROR,
        /** The file is stored, but the answer is 502. */
        STORED_BUT_502,
        /** 429 with {@code Retry-After}. */
        TOO_MANY,
        /** The file is stored, and the connection closed without an answer. */
        STORED_BUT_CLOSED,
        /** The file is stored, and nothing is said. */
        STORED_BUT_SILENT,
        /** The connection is reset in the middle of the body. */
        RESET_IN_BODY,
        /** The body is read and answered slowly. */
        SLOW
    }

    /** A request that came. */
    private record Request(String method, String path, Map<String, String> headers) {}

    private static final String JSON = "application/vnd.pypi.simple.v1+json";
    private static final int HALF_ANSWERS = 2;
    private static final long SILENCE_MILLIS = 60_000;

    private final ServerSocket socket;
    private final Random random;
    private final double share;
    private final ConcurrentMap<String, String> hashes = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> stored = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<List<FormPart>> forms = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Fault> met = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> authorizations = new ConcurrentLinkedQueue<>();
    private final ConcurrentMap<String, byte[]> published = new ConcurrentHashMap<>();
    private final Set<String> yanked = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> pages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger faultyPages = new AtomicInteger();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private volatile String refusal = "";
    private volatile String demanded = "";
    private volatile boolean json;

    private FakeIndex(double share, long seed) throws IOException {
        this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        this.random = new Random(seed);
        this.share = share;
        thread(this::accept);
    }

    /**
     * Starts one that behaves.
     *
     * @return the index
     * @throws IOException when there is no port
     */
    public static FakeIndex start() throws IOException {
        return new FakeIndex(0, 0);
    }

    /**
     * Starts one that misbehaves.
     *
     * @param share how many of the requests meet a fault, from 0 to 1
     * @param seed of the chance
     * @return the index
     * @throws IOException when there is no port
     */
    public static FakeIndex faulty(double share, long seed) throws IOException {
        return new FakeIndex(share, seed);
    }

    /**
     * Refuses every upload from now on.
     *
     * @param answer status line, headers and body of the answer
     */
    public void refuse(String answer) {
        refusal = answer;
    }

    /**
     * Shows pages and files from now on to those only who are authorised, and says to others what they sent.
     *
     * @param authorization the header
     */
    public void demand(String authorization) {
        demanded = authorization;
    }

    /**
     * Has a file from now on, and serves it.
     *
     * @param file the file, which is read now
     * @throws IOException when it cannot be read
     */
    public void publish(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        published.put(String.valueOf(file.getFileName()), content);
        hashes.put(String.valueOf(file.getFileName()), sha256(content));
    }

    /**
     * Takes a file back (PEP 592).
     *
     * @param name its name
     */
    public void yank(String name) {
        yanked.add(name);
    }

    /**
     * Says another hash of a file than it has.
     *
     * @param name its name
     * @param sha256 the hash
     */
    public void claim(String name, String sha256) {
        hashes.put(name, sha256);
    }

    /**
     * Shows pages as JSON (PEP 691) from now on, to those who take that.
     */
    public void speakJson() {
        json = true;
    }

    /**
     * Answers with 503 when it is asked for pages or files.
     *
     * @param times how often
     */
    public void failPages(int times) {
        faultyPages.set(times);
    }

    /**
     * Returns what it was asked for, without uploads.
     *
     * @return the paths, in order
     */
    public List<String> pages() {
        return List.copyOf(pages);
    }

    /**
     * Returns where it is uploaded to.
     *
     * @return a URL
     */
    public String uploadUrl() {
        return "http://127.0.0.1:" + port() + "/legacy/";
    }

    /**
     * Returns where it listens.
     *
     * @return the port
     */
    public int port() {
        return socket.getLocalPort();
    }

    /**
     * Returns the names of the files that were stored, one for each time.
     *
     * @return the names, in order
     */
    public List<String> stored() {
        return List.copyOf(stored);
    }

    /**
     * Returns the hashes of the files.
     *
     * @return hexadecimal SHA-256 by name
     */
    public Map<String, String> hashes() {
        return new TreeMap<>(hashes);
    }

    /**
     * Returns the forms that were sent, without the files' bytes.
     *
     * @return the parts of each
     */
    public List<List<FormPart>> forms() {
        return List.copyOf(forms);
    }

    /**
     * Returns the faults that uploads met.
     *
     * @return the faults, in order
     */
    public List<Fault> met() {
        return List.copyOf(met);
    }

    /**
     * Returns what uploads were authorised by.
     *
     * @return the headers
     */
    public List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "fake-index");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                thread(() -> serve(client));
            } catch (IOException e) {
                // The socket was closed.
            }
        }
    }

    private void serve(Socket client) {
        clients.add(client);
        try (client) {
            client.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            for (Request request = read(in); request != null; request = read(in)) {
                if (!answer(request, client, in, out)) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client is gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
        }
    }

    private static @Nullable Request read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        String[] words = first.split(" ", -1);
        return new Request(words[0], words[1], headers);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private boolean answer(Request request, Socket client, InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        return request.method().equals("POST") ? upload(request, client, in, out) : page(request, out);
    }

    private boolean upload(Request request, Socket client, InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        authorizations.add(request.headers().getOrDefault("authorization", ""));
        int size = Integer.parseInt(request.headers().getOrDefault("content-length", "0"));
        Fault fault = fault();
        if (fault == Fault.RESET_IN_BODY) {
            in.readNBytes(size / 2);
            client.setSoLinger(true, 0);
            return false;
        }
        if (fault == Fault.SLOW) {
            Thread.sleep(20 + chance(50));
        }
        byte[] body = in.readNBytes(size);
        if (body.length < size) {
            throw new EOFException();
        }
        if (!refusal.isEmpty()) {
            out.write(refusal.getBytes(StandardCharsets.UTF_8));
            return false;
        }
        return afterBody(fault, FormPart.parse(body, request.headers().getOrDefault("content-type", "")), out);
    }

    private boolean afterBody(@Nullable Fault fault, List<FormPart> form, OutputStream out)
            throws IOException, InterruptedException {
        if (fault == Fault.SERVER_ERROR) {
            return say(
                    out, chance(HALF_ANSWERS) == 0 ? "500 Internal Server Error" : "503 Service Unavailable", "", "");
        }
        if (fault == Fault.TOO_MANY) {
            return say(out, "429 Too Many Requests", "Retry-After: " + chance(HALF_ANSWERS) + "\r\n", "");
        }
        boolean accepted = store(form);
        if (fault == Fault.STORED_BUT_502) {
            return say(out, "502 Bad Gateway", "", "<html><title>Bad gateway</title></html>");
        }
        if (fault == Fault.STORED_BUT_CLOSED) {
            return false;
        }
        if (fault == Fault.STORED_BUT_SILENT) {
            Thread.sleep(SILENCE_MILLIS);
            return false;
        }
        return accepted
                ? say(out, "200 OK", "", "")
                : say(
                        out,
                        "400 File already exists",
                        "Content-Type: text/html\r\n",
                        "<html><head><title>400 File already exists</title></head><body>File already exists</body></html>");
    }

    private boolean store(List<FormPart> form) {
        FormPart content = form.stream()
                .filter(part -> part.name().equals("content"))
                .findFirst()
                .orElseThrow();
        String name = content.fileName().orElseThrow();
        if (hashes.putIfAbsent(name, sha256(content.bytes())) != null) {
            return false;
        }
        stored.add(name);
        forms.add(form.stream().filter(part -> !part.equals(content)).toList());
        return true;
    }

    private boolean page(Request request, OutputStream out) throws IOException {
        if (share > 0 && chance(100) < 100 * share / 2) {
            return say(out, "503 Service Unavailable", "", "");
        }
        pages.add(request.path());
        String authorization = request.headers().getOrDefault("authorization", "");
        if (!demanded.isEmpty() && !authorization.equals(demanded)) {
            return say(out, "401 Unauthorized", "", "not by '" + authorization + "'");
        }
        if (faultyPages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return say(out, "503 Service Unavailable", "", "not now");
        }
        byte[] file = published.get(request.path().replaceFirst("^/files/", ""));
        if (file != null) {
            return say(out, "200 OK", "Content-Type: application/octet-stream\r\n", file);
        }
        boolean stale = share > 0 && chance(100) < 100 * share / 2;
        String start =
                request.path().replaceFirst("^/simple/", "").replace("/", "").replace('-', '_') + "-";
        boolean asJson = json && request.headers().getOrDefault("accept", "").contains(JSON);
        String form = asJson
                ? "{'filename': '%1$s', 'url': '../../files/%1$s', 'hashes': {'sha256': '%2$s'}, 'yanked': %3$s}"
                : "<a href='../../files/%1$s#sha256=%2$s'%4$s>%1$s</a>";
        List<String> files = new ArrayList<>();
        hashes().forEach((name, hash) -> {
            if (!stale && name.startsWith(start)) {
                boolean back = yanked.contains(name);
                files.add(form.replace('\'', '"').formatted(name, hash, back, back ? " data-yanked=\"\"" : ""));
            }
        });
        return asJson
                ? say(
                        out,
                        "200 OK",
                        "Content-Type: " + JSON + "\r\n",
                        "{\"files\": [" + String.join(",\n", files) + "]}\n")
                : say(out, "200 OK", "Content-Type: text/html\r\n", "<html><body>\n" + String.join("\n", files) + "\n");
    }

    private static boolean say(OutputStream out, String status, String headers, String body) throws IOException {
        return say(out, status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean say(OutputStream out, String status, String headers, byte[] bytes) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.write(bytes);
        out.flush();
        return true;
    }

    private @Nullable Fault fault() {
        if (share == 0 || chance(1000) >= 1000 * share) {
            return null;
        }
        Fault fault = Fault.values()[chance(Fault.values().length)];
        met.add(fault);
        return fault;
    }

    private synchronized int chance(int bound) {
        return random.nextInt(bound);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        // Clients keep connections for the next request.
        for (Socket client : clients) {
            client.close();
        }
    }
}
