package org.nrnwheel.audit;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import org.nrnwheel.zip.LocalHeader;
import org.nrnwheel.zip.ZipDirectory;
import org.nrnwheel.zip.ZipEnd;
import org.nrnwheel.zip.ZipMember;

/**
 * How a zip archive lies in its file (PKWARE's APPNOTE), read for what package indexes refuse: entries that stand twice,
 * local headers that say something else than the directory, bytes that belong to nothing, and what PyPI's
 * {@code validate_zipfile} looks for besides.
 */
final class ZipLayout {
    /**
     * Where an entry's bytes are.
     *
     * @param offset of its compressed bytes in the file
     * @param compressed how many they are
     * @param size how many they unpack to
     * @param crc their CRC-32, unpacked
     * @param isDeflated whether they are compressed
     */
    record Place(long offset, long compressed, long size, long crc, boolean isDeflated) {}

    private final FileChannel channel;
    private final long fileSize;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final List<ZipMember> described = new ArrayList<>();
    private final ByteCoverage coverage = new ByteCoverage();
    private boolean isArchive;

    private ZipLayout(FileChannel channel, long fileSize) {
        this.channel = channel;
        this.fileSize = fileSize;
    }

    /** Reads the layout; what cannot be read is left to the reader of the archive to refuse. */
    static ZipLayout read(FileChannel channel) throws IOException {
        ZipLayout layout = new ZipLayout(channel, channel.size());
        try {
            Optional<ZipEnd> end = ZipEnd.find(channel);
            layout.isArchive = end.isPresent();
            if (end.isPresent()) {
                layout.end(end.get());
                layout.members(ZipDirectory.read(channel, end.get()));
                layout.findings.addAll(layout.coverage.findings(end.get().directoryOffset()));
            }
        } catch (ZipException | EOFException e) {
            layout.isArchive = true;
        }
        return layout;
    }

    /** Whether the file ends as zip archives do. */
    boolean isArchive() {
        return isArchive;
    }

    List<Finding> findings() {
        return findings;
    }

    /** Returns where an entry's bytes are, or nothing when only the archive's reader knows. */
    Optional<Place> place(String name) {
        return Optional.ofNullable(places.get(name));
    }

    private void end(ZipEnd end) {
        long more = fileSize - end.offset() - ZipEnd.SIZE;
        if (more != end.comment()) {
            archive(
                    "trailing-data",
                    Severity.ERROR,
                    "the archive has " + more + " bytes after its directory"
                            + (end.comment() == 0 ? "" : ", but tells of " + end.comment()),
                    "Write the archive again; package indexes refuse bytes that belong to no file.");
        } else if (more > 0) {
            archive(
                    "archive-comment",
                    Severity.WARNING,
                    "the archive has a comment of " + more + " bytes",
                    "Write the archive again; a wheel needs none, and some tools take it for data of others.");
        }
    }

    private void members(List<ZipMember> members) throws IOException {
        Set<String> names = new HashSet<>();
        for (ZipMember member : members) {
            if (!names.add(member.name())) {
                entry(
                        "duplicate-entry",
                        member,
                        "it stands twice in the archive",
                        "Write the archive again; which of the two is installed depends on the installer.");
            }
            if (!member.hasPlainName()) {
                entry(
                        "unclear-entry-name",
                        member,
                        "its name is neither ASCII nor marked as UTF-8",
                        "Write the archive again; readers give the file different names, and package indexes refuse it.");
            }
            local(member);
        }
        refusedByIndexes(
                "entry-comment",
                members.stream().filter(ZipMember::hasComment).toList(),
                "a comment in the archive's directory");
        refusedByIndexes("data-descriptor", described, "sizes and checksum after the bytes (a data descriptor)");
    }

    private void local(ZipMember member) throws IOException {
        try {
            LocalHeader header = LocalHeader.read(channel, member);
            Optional<String> contradiction = header.contradiction(member);
            contradiction.ifPresent(problem -> wrong(member, problem));
            if (header.isDescribed()) {
                described.add(member);
            }
            if (member.compressed() >= 0 && member.compressed() <= fileSize - header.data()) {
                coverage.add(member, header);
                if (contradiction.isEmpty()) {
                    places.put(member.name(), place(member, header));
                }
            }
        } catch (ZipException e) {
            wrong(member, String.valueOf(e.getMessage()));
        }
    }

    private static Place place(ZipMember member, LocalHeader header) {
        return new Place(header.data(), member.compressed(), member.size(), member.crc(), !member.isStored());
    }

    private void wrong(ZipMember member, String problem) {
        entry(
                "wrong-local-header",
                member,
                problem,
                "Write the archive again; tools that read it from its start see other files.");
    }

    /** One finding for all entries: whoever writes one so writes all so. */
    private void refusedByIndexes(String id, List<ZipMember> members, String what) {
        if (!members.isEmpty()) {
            String first = members.get(0).name();
            archive(
                    id,
                    Severity.WARNING,
                    members.size() == 1
                            ? "the entry " + first + " has " + what
                            : members.size() + " entries have " + what + ", the first is " + first,
                    "Write the archive again (nrnwheel repair does); installers take it, but PyPI refuses it.");
        }
    }

    private void entry(String id, ZipMember member, String message, String fix) {
        findings.add(new Finding(id, Severity.ERROR, Optional.of(member.name()), message, fix));
    }

    private void archive(String id, Severity severity, String message, String fix) {
        findings.add(new Finding(id, severity, Optional.empty(), message, fix));
    }
}
