package org.nrnwheel.wheel;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A RECORD that is being written ("Recording installed projects", PEP 376 and 427). Safe for use by several threads. */
final class RecordLines {
    private final Map<String, String> lines = new ConcurrentSkipListMap<>();

    /** Adds a file; its content is read to the end. */
    void add(String name, InputStream content) throws IOException {
        Counter counter = new Counter(content);
        String digest = Digests.base64("SHA-256", counter);
        add(name, digest, counter.count);
    }

    /** Adds a file by its content. */
    void add(String name, byte[] content) {
        add(name, Digests.base64(content), content.length);
    }

    private void add(String name, String digest, long size) {
        lines.put(name, quoted(name) + ",sha256=" + digest + "," + size + "\n");
    }

    /** The file's text; its own line has neither hash nor size. */
    String text(String ownName) {
        return String.join("", lines.values()) + quoted(ownName) + ",,\n";
    }

    /** As Python's csv module writes it (RFC 4180). */
    private static String quoted(String name) {
        return name.matches("[^\",\r\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private static final class Counter extends FilterInputStream {
        private long count;

        Counter(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = in.read(bytes, offset, length);
            count += Math.max(0, n);
            return n;
        }
    }
}
