package org.nrnwheel.azure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Unpacks an artifact's archive, which is not trusted: no name leads out, no file is larger than it may be. */
final class ArtifactArchive {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST = 1024;

    private final String artifact;
    private final ArtifactLimits limits;
    private final Set<String> names = new HashSet<>();
    private long unpacked;

    ArtifactArchive(String artifact, ArtifactLimits limits) {
        this.artifact = artifact;
        this.limits = limits;
    }

    static AzureException hostile(String artifact, String problem) {
        return new AzureException(
                "artifact " + artifact + " is not taken: " + problem,
                "Do not use it: no pipeline of NEURON's keeps such a thing. Look at the run on its page.");
    }

    /**
     * Unpacks all files below a directory. The directory of the artifact's own name, in which Azure puts them, is left out.
     *
     * @return their paths below the directory, in the archive's order
     * @throws ZipException when the archive is damaged
     */
    List<String> unpack(Path archive, Path directory) throws IOException {
        List<String> files = new ArrayList<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            if (zip.size() > limits.entries()) {
                throw hostile(artifact, "it has " + zip.size() + " entries, more than " + limits.entries());
            }
            for (ZipEntry entry : zip.stream().toList()) {
                String name = name(entry.getName());
                if (!entry.isDirectory()) {
                    unpack(zip, entry, directory.resolve(name));
                    files.add(name);
                }
            }
        }
        return files;
    }

    /** Checks a name; refuses what any system would read as a way out, and two names that a disk may take for one. */
    private String name(String name) {
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        boolean plain = !path.isEmpty()
                && path.length() <= LONGEST
                && path.chars().noneMatch(c -> c < ' ' || "\\:".indexOf(c) >= 0);
        for (String step : path.split("/", -1)) {
            plain &= !step.isEmpty() && !step.matches("\\.+");
        }
        if (!plain) {
            throw hostile(artifact, "an entry has the name '" + name + "'");
        }
        String below = path.startsWith(artifact + "/") ? path.substring(artifact.length() + 1) : path;
        if (!name.endsWith("/") && !names.add(below.toLowerCase(Locale.ROOT))) {
            throw hostile(artifact, "two entries have the name '" + below + "'");
        }
        return below;
    }

    private void unpack(ZipFile zip, ZipEntry entry, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        CRC32 sum = new CRC32();
        long size = 0;
        long most = limits.freeSize() + limits.ratio() * Math.max(0, entry.getCompressedSize());
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum);
                OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                unpacked += n;
                if (size > most || unpacked > limits.size()) {
                    throw hostile(artifact, "'" + entry.getName() + "' unpacks to more than it may");
                }
                out.write(buffer, 0, n);
            }
        }
        if (size != entry.getSize() || sum.getValue() != entry.getCrc()) {
            throw new ZipException("'" + entry.getName() + "' is not what its checksum says");
        }
    }
}
