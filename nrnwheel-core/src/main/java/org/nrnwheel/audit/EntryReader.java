package org.nrnwheel.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.nrnwheel.elf.ElfFile;
import org.nrnwheel.wheel.RecordEntry;
import org.nrnwheel.wheel.RecordFile;
import org.nrnwheel.wheel.WheelEntry;
import org.nrnwheel.wheel.WheelFile;

/** Reads entries one after another, with buffers of its own. For use by one thread. */
final class EntryReader implements AutoCloseable {
    /** Larger files are unpacked outside the heap. */
    private static final int LARGE = 32 << 20;

    private static final int LARGEST_TEXT = 4 << 20;
    private static final int CHUNK = 1 << 16;
    /** Deflate makes no byte more than 1032 of one: memory that an archive promises but cannot fill is not taken. */
    private static final long DEFLATED = 1032;

    private static final Set<String> ALGORITHMS = Set.of("sha256", "sha384", "sha512");
    private static final List<String> BUILD_FILES = List.of(
            "makefile",
            ".mk",
            ".mak",
            ".cmake",
            ".pc",
            ".la",
            ".sh",
            ".bash",
            ".csh",
            ".tcl",
            "-config",
            ".cfg",
            ".conf");
    private static final Pattern LEFT_OUT =
            Pattern.compile("(?:.*/)?(?:_?tests?|testing|docs?|_?examples?|benchmarks?)/.*"
                    + "|(?:.*/)?(?:test_[^/]*|[^/]*_test|conftest|setup)\\.py");
    private static final Pattern VERSION_FILES =
            Pattern.compile("[^/]+/(?:__init__|_?version|__version__|__about__)\\.py");

    private final WheelFile wheel;
    private final FileChannel channel;
    private final ZipLayout layout;
    private final RecordFile record;
    private final Set<String> watched;
    private final LargeEntries large;
    private final Inflater inflater = new Inflater(true);
    private final Map<String, MessageDigest> digests = new HashMap<>();
    private final byte[] packed = new byte[CHUNK];
    private byte[] scratch = new byte[CHUNK];

    EntryReader(
            WheelFile wheel,
            FileChannel channel,
            ZipLayout layout,
            RecordFile record,
            Set<String> watched,
            LargeEntries large) {
        this.wheel = wheel;
        this.channel = channel;
        this.layout = layout;
        this.record = record;
        this.watched = watched;
        this.large = large;
    }

    @Override
    public void close() {
        inflater.end();
    }

    EntryFacts read(WheelEntry entry) {
        return entry.size() <= LARGE ? facts(entry) : large.oneAtATime(() -> facts(entry));
    }

    private EntryFacts facts(WheelEntry entry) {
        try {
            ByteBuffer content = content(entry);
            return facts(entry, content, recordProblem(entry, content));
        } catch (ClosedChannelException e) {
            // The audit was interrupted: that is no fault of the entry.
            throw new UncheckedIOException(e);
        } catch (IOException | DataFormatException e) {
            return new EntryFacts(
                    entry,
                    "it is damaged: " + e.getMessage(),
                    Optional.empty(),
                    false,
                    List.of(),
                    Set.of(),
                    Optional.empty());
        }
    }

    private ByteBuffer content(WheelEntry entry) throws IOException, DataFormatException {
        if (entry.size() > Integer.MAX_VALUE - 8) {
            throw new IOException("it is larger than 2 GiB, which nrnwheel does not read");
        }
        int size = (int) entry.size();
        Optional<ZipLayout.Place> place = layout.place(entry.name());
        if (place.isEmpty()) {
            return streamed(entry);
        }
        ByteBuffer content = place.get().isDeflated() ? inflate(place.get(), size) : stored(place.get(), size);
        CRC32 crc = new CRC32();
        crc.update(content.duplicate());
        if (crc.getValue() != place.get().crc()) {
            throw new IOException("its checksum is not what the archive says");
        }
        return content;
    }

    private ByteBuffer stored(ZipLayout.Place place, int size) throws IOException {
        if (place.compressed() != size) {
            throw wrongSize();
        }
        ByteBuffer content = room(size);
        while (content.hasRemaining()) {
            int length = packed(place, content.position());
            content.put(packed, 0, length);
        }
        return content.flip();
    }

    private ByteBuffer inflate(ZipLayout.Place place, int size) throws IOException, DataFormatException {
        if (size > place.compressed() * DEFLATED + CHUNK) {
            throw wrongSize();
        }
        ByteBuffer content = room(size);
        byte[] beyond = new byte[1];
        long taken = 0;
        inflater.reset();
        while (!inflater.finished()) {
            if (inflater.needsInput() && taken < place.compressed()) {
                int length = packed(place, taken);
                inflater.setInput(packed, 0, length);
                taken += length;
            }
            boolean full = !content.hasRemaining();
            int unpacked = full ? inflater.inflate(beyond) : inflater.inflate(content);
            boolean more = full && unpacked > 0;
            boolean noMoreInput = taken == place.compressed() || inflater.needsDictionary();
            boolean stuck = unpacked == 0 && noMoreInput && !inflater.finished();
            if (more || stuck) {
                throw wrongSize();
            }
        }
        if (content.hasRemaining()) {
            throw wrongSize();
        }
        return content.flip();
    }

    /** Reads some of an entry's compressed bytes. A mapped file would be simpler, but ends the JVM when somebody cuts it off. */
    private int packed(ZipLayout.Place place, long from) throws IOException {
        int wanted = (int) Math.min(packed.length, place.compressed() - from);
        int length = channel.read(ByteBuffer.wrap(packed, 0, wanted), place.offset() + from);
        if (length <= 0) {
            throw new IOException("its end is missing");
        }
        return length;
    }

    private static IOException wrongSize() {
        return new IOException("its size is not what the archive says");
    }

    private ByteBuffer room(int size) {
        if (size > LARGE) {
            return large.room(size);
        }
        if (scratch.length < size) {
            scratch = new byte[Math.min(LARGE, Math.max(size, scratch.length * 2))];
        }
        return ByteBuffer.wrap(scratch, 0, size);
    }

    /** Takes memory as bytes come: what the archive says of their number is not known to be true. */
    private ByteBuffer streamed(WheelEntry entry) throws IOException {
        try (InputStream in = wheel.stream(entry.name())) {
            return ByteBuffer.wrap(in.readAllBytes());
        }
    }

    private EntryFacts facts(WheelEntry entry, ByteBuffer content, String problem) {
        boolean isElf = ElfFile.isElf(content);
        boolean isScript = content.remaining() > 2 && content.get(0) == '#' && content.get(1) == '!';
        boolean isBuildFile = content.remaining() <= LARGEST_TEXT
                && ((isScript && !entry.name().endsWith(".py")) || isBuildFile(entry.name()));
        Optional<PythonSource> source = source(entry, content);
        return new EntryFacts(
                entry,
                problem,
                isElf
                        ? Optional.of(ElfReader.read(content.duplicate(), entry.name(), entry.unixMode(), watched))
                        : Optional.empty(),
                isScript,
                isBuildFile && !isElf ? BuildPaths.in(content) : List.of(),
                source.map(PythonSource::imports).orElse(Set.of()),
                VERSION_FILES.matcher(entry.name()).matches()
                        ? source.flatMap(PythonSource::version)
                        : Optional.empty());
    }

    private static boolean isBuildFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return BUILD_FILES.stream().anyMatch(lower::endsWith);
    }

    private static Optional<PythonSource> source(WheelEntry entry, ByteBuffer content) {
        boolean isPython =
                entry.name().endsWith(".py") || (entry.name().contains(".data/scripts/") && startsWithPython(content));
        if (!isPython
                || content.remaining() > LARGEST_TEXT
                || LEFT_OUT.matcher(entry.name()).matches()) {
            return Optional.empty();
        }
        return Optional.of(PythonSource.read(content));
    }

    private static boolean startsWithPython(ByteBuffer content) {
        byte[] start = new byte[Math.min(64, content.remaining())];
        content.get(0, start);
        return new String(start, StandardCharsets.ISO_8859_1).matches("(?s)#![^\n]*python.*");
    }

    private String recordProblem(WheelEntry entry, ByteBuffer content) {
        String own = wheel.distInfo() + "/RECORD";
        String name = entry.name();
        if (name.equals(own) || name.equals(own + ".jws") || name.equals(own + ".p7s")) {
            return "";
        }
        Optional<RecordEntry> line = record.find(name);
        if (line.isEmpty()) {
            return "it is not in RECORD";
        }
        if (line.get().size().orElse(entry.size()) != entry.size()) {
            return "it has " + entry.size() + " bytes, in RECORD "
                    + line.get().size().getAsLong();
        }
        return hashProblem(line.get().hash(), content);
    }

    private String hashProblem(String expected, ByteBuffer content) {
        int equals = Math.max(0, expected.indexOf('='));
        String algorithm = expected.substring(0, equals);
        if (!ALGORITHMS.contains(algorithm)) {
            return "it has no hash of SHA-256 or stronger in RECORD";
        }
        MessageDigest digest = digests.computeIfAbsent(algorithm, EntryReader::digest);
        digest.update(content.duplicate());
        String actual = Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
        return actual.equals(expected.substring(equals + 1)) ? "" : "it has another hash in RECORD";
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.replace("sha", "SHA-"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has " + algorithm, e);
        }
    }
}
