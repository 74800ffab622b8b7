package org.nrnwheel.pypi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * A form with a file, as multipart/form-data (RFC 7578). The file is read while it is sent.
 *
 * @param boundary what stands between the parts
 * @param head all before the file's bytes
 * @param file the file
 * @param size the body's size in bytes
 */
record MultipartBody(String boundary, String head, Path file, long size) {
    private static final int PART = 1 << 17;

    static MultipartBody of(UploadForm form, Path file, long fileSize) {
        String boundary = UUID.randomUUID().toString().replace("-", "");
        StringBuilder head = new StringBuilder();
        form.fields()
                .forEach(field -> head.append(part(boundary, field.name()))
                        .append("\r\n\r\n")
                        .append(field.value())
                        .append("\r\n"));
        head.append(part(boundary, "content"))
                .append("; filename=\"")
                .append(file.getFileName())
                .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        int around = bytes(head.toString()).length + bytes(tail(boundary)).length;
        return new MultipartBody(boundary, head.toString(), file, around + fileSize);
    }

    private static String part(String boundary, String name) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
    }

    private static String tail(String boundary) {
        return "\r\n--" + boundary + "--\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** Writes it; the consumer hears how many bytes have gone. */
    void writeTo(OutputStream out, LongConsumer sent) throws IOException {
        byte[] before = bytes(head);
        out.write(before);
        long gone = before.length;
        byte[] part = new byte[PART];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                out.write(part, 0, n);
                gone += n;
                sent.accept(gone);
            }
        }
        byte[] after = bytes(tail(boundary));
        out.write(after);
        sent.accept(gone + after.length);
    }
}
