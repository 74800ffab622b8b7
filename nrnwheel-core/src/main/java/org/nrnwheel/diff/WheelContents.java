package org.nrnwheel.diff;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.nrnwheel.audit.AuditOptions;
import org.nrnwheel.audit.AuditReport;
import org.nrnwheel.audit.ExternalReference;
import org.nrnwheel.audit.NativeFile;
import org.nrnwheel.audit.Verdict;
import org.nrnwheel.audit.WheelAudit;
import org.nrnwheel.tag.Tag;
import org.nrnwheel.wheel.CoreMetadata;
import org.nrnwheel.wheel.Sha256;
import org.nrnwheel.wheel.WheelEntry;
import org.nrnwheel.wheel.WheelFile;

/**
 * All of a wheel that is compared.
 *
 * @param report what an audit says
 * @param distInfo the directory with the metadata
 * @param files all files by path
 * @param natives the ELF files among them by path
 */
record WheelContents(
        AuditReport report,
        String distInfo,
        CoreMetadata metadata,
        Set<String> tags,
        Set<String> entryPoints,
        Map<String, FileState> files,
        Map<String, NativeContents> natives) {
    private static final int PERMISSIONS = 07777;

    static WheelContents read(Path wheel) {
        AuditReport report = WheelAudit.of(wheel, AuditOptions.STANDARD);
        Map<String, NativeFile> elf = new HashMap<>();
        report.files().forEach(file -> elf.put(file.path(), file));
        Map<String, FileState> files = new TreeMap<>();
        Map<String, NativeContents> natives = new TreeMap<>();
        try (WheelFile open = WheelFile.open(wheel)) {
            for (WheelEntry entry : open.entries()) {
                if (!entry.isDirectory()) {
                    byte[] bytes = open.read(entry.name());
                    files.put(entry.name(), state(entry, bytes));
                    if (elf.containsKey(entry.name())) {
                        natives.put(entry.name(), NativeContents.read(elf.get(entry.name()), bytes));
                    }
                }
            }
            return new WheelContents(
                    report,
                    open.distInfo(),
                    open.metadata(),
                    open.name().tags().stream().map(Tag::toString).collect(Collectors.toSet()),
                    entryPoints(open.entryPoints()),
                    files,
                    natives);
        }
    }

    private static FileState state(WheelEntry entry, byte[] bytes) {
        return new FileState(entry.name(), entry.size(), entry.unixMode() & PERMISSIONS, Sha256.hex(bytes));
    }

    private static Set<String> entryPoints(Map<String, Map<String, String>> groups) {
        Set<String> lines = new TreeSet<>();
        groups.forEach(
                (group, objects) -> objects.forEach((name, object) -> lines.add(group + ": " + name + " = " + object)));
        return lines;
    }

    WheelState state() {
        return new WheelState(
                report.wheel(),
                report.sha256(),
                report.size(),
                files.values().stream().mapToLong(FileState::size).sum(),
                metadata.name(),
                metadata.version(),
                metadata.requiresPython(),
                report.tag(),
                report.verdict().map(Verdict::bySymbols));
    }

    List<String> externalLibraries() {
        return report.externalReferences().stream()
                .map(ExternalReference::library)
                .toList();
    }

    List<String> symbolVersions() {
        List<String> versions = new ArrayList<>();
        report.verdict()
                .ifPresent(verdict -> verdict.versions()
                        .forEach((library, names) -> names.forEach(name -> versions.add(library + " " + name))));
        return versions;
    }

    /** A path without the distribution's name and version in the names of its directories. */
    String plain(String path) {
        String stem = distInfo.substring(0, distInfo.length() - "dist-info".length());
        return path.startsWith(stem) ? path.substring(stem.length() - 1) : path;
    }
}
