package org.nrnwheel.tests.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.nrnwheel.wheel.CoreMetadata;
import org.nrnwheel.wheel.RecordFile;
import org.nrnwheel.wheel.WheelMetadata;

/** RECORD, METADATA, WHEEL, entry points and sources: the first byte says which of them the others are. */
public final class FuzzContent {
    private static final String INFO = "demo-1.0.dist-info/";

    private FuzzContent() {}

    /** Reads one file, by itself or in a wheel that is in order but for it. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        byte[] content = Arrays.copyOfRange(data, 1, data.length);
        Limit.hold(16 << 20, 4096, data, () -> read(data[0] & 7, content));
    }

    private static void read(int kind, byte[] content) {
        try {
            switch (kind) {
                case 0 ->
                    RecordFile.parse(new String(content, StandardCharsets.UTF_8))
                            .entries();
                case 1 -> CoreMetadata.parse(content);
                case 2 -> WheelMetadata.parse(content);
                case 3 -> Scratch.audit(wheel(INFO + "RECORD", content));
                case 4 -> Scratch.audit(wheel(INFO + "entry_points.txt", content));
                case 5 -> Scratch.audit(wheel("demo/__init__.py", content));
                case 6 -> Scratch.audit(wheel("demo/Makefile", content));
                default -> Scratch.audit(wheel("demo/_x.so", content));
            }
        } catch (IllegalArgumentException e) {
            // What these parsers say of what they cannot read.
        }
    }

    private static byte[] wheel(String name, byte[] content) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(INFO + "METADATA", bytes("Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n"));
        entries.put(
                INFO + "WHEEL", bytes("Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: cp311-cp311-linux_x86_64\n"));
        entries.put(INFO + "RECORD", bytes(name + ",sha256=,\n"));
        entries.put(name, content);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(stored(entry.getKey(), entry.getValue()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static ZipEntry stored(String name, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        return entry;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
