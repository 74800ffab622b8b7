package org.nrnwheel.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nrnwheel.zip.LocalHeader;
import org.nrnwheel.zip.ZipMember;

/** To which entry each byte before an archive's directory belongs: tools that read it from its start need all to belong to one. */
final class ByteCoverage {
    /** A data descriptor has its signature or not, and sizes of four or eight bytes (APPNOTE 4.3.9). */
    private static final Set<Long> DESCRIPTORS = Set.of(12L, 16L, 20L, 24L);

    private record Stretch(ZipMember member, long end, boolean isDescribed) {
        long start() {
            return member.offset();
        }
    }

    private final List<Stretch> stretches = new ArrayList<>();

    void add(ZipMember member, LocalHeader header) {
        stretches.add(new Stretch(member, header.data() + member.compressed(), header.isDescribed()));
    }

    /** Returns what belongs to no entry or to two. */
    List<Finding> findings(long directory) {
        List<Finding> findings = new ArrayList<>();
        stretches.sort(Comparator.comparingLong(Stretch::start));
        long covered = 0;
        boolean mayBeDescriptor = false;
        for (Stretch stretch : stretches) {
            if (stretch.start() < covered) {
                findings.add(overlap(stretch, covered));
            } else {
                gap(covered, stretch.start(), mayBeDescriptor).ifPresent(findings::add);
            }
            covered = Math.max(covered, stretch.end());
            mayBeDescriptor = stretch.isDescribed();
        }
        gap(covered, directory, mayBeDescriptor).ifPresent(findings::add);
        return findings;
    }

    private static Finding overlap(Stretch stretch, long covered) {
        return new Finding(
                "overlapping-entry",
                Severity.ERROR,
                Optional.of(stretch.member().name()),
                "it begins at " + stretch.start() + ", where another entry goes on until " + covered,
                "Write the archive again; such archives unpack to far more than they are, and package indexes refuse them.");
    }

    private static Optional<Finding> gap(long from, long to, boolean mayBeDescriptor) {
        if (from >= to || (mayBeDescriptor && DESCRIPTORS.contains(to - from))) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                "stray-bytes",
                Severity.ERROR,
                Optional.empty(),
                "the archive has " + (to - from) + " bytes at " + from + " that belong to no entry",
                "Write the archive again; package indexes refuse bytes that belong to no file."));
    }
}
