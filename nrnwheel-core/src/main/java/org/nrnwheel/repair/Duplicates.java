package org.nrnwheel.repair;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nrnwheel.audit.AuditReport;
import org.nrnwheel.audit.FileKind;
import org.nrnwheel.audit.NativeFile;
import org.nrnwheel.elf.DynamicSymbol;
import org.nrnwheel.elf.ElfFile;
import org.nrnwheel.wheel.WheelFile;

/**
 * Libraries that are in a wheel more than once: they have one name but for a hash, define the same symbols and need the same
 * libraries. Only copies that a repair grafted are left out: others may be opened by their path. Immutable.
 */
final class Duplicates {
    private static final Pattern GRAFTED = Pattern.compile("[^/]+\\.libs/");

    static final Duplicates NONE = new Duplicates(Map.of());

    private final Map<NativeFile, NativeFile> kept;

    private Duplicates(Map<NativeFile, NativeFile> kept) {
        this.kept = kept;
    }

    /** What makes two libraries the same. */
    private record Identity(String stem, Set<String> needed, Set<String> defined) {
        static Identity of(NativeFile file, ElfFile elf) {
            Set<String> defined = elf.symbols()
                    .filter(DynamicSymbol::isExported)
                    .map(symbol -> symbol.name() + "@" + symbol.version().orElse(""))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> needed =
                    file.needed().stream().map(NativeFile::stem).collect(Collectors.toCollection(TreeSet::new));
            return new Identity(NativeFile.stem(name(file)), needed, defined);
        }
    }

    static Duplicates of(WheelFile wheel, AuditReport report) {
        Map<String, List<NativeFile>> byStem = report.files().stream()
                .filter(file -> file.kind() == FileKind.LIBRARY && !file.path().contains("/glibc-hwcaps/"))
                .collect(Collectors.groupingBy(
                        file -> NativeFile.stem(name(file)) + " " + file.architecture(),
                        TreeMap::new,
                        Collectors.toCollection(ArrayList::new)));
        Map<NativeFile, NativeFile> kept = new TreeMap<>(Comparator.comparing(NativeFile::path));
        byStem.values().stream().filter(alike -> alike.size() > 1).forEach(alike -> find(wheel, alike, kept));
        return new Duplicates(kept);
    }

    private static void find(WheelFile wheel, List<NativeFile> alike, Map<NativeFile, NativeFile> kept) {
        alike.sort(Comparator.comparing(Duplicates::isGrafted)
                .thenComparing(file -> file.path().length())
                .thenComparing(NativeFile::path));
        List<NativeFile> first = new ArrayList<>();
        List<Identity> identities = new ArrayList<>();
        for (NativeFile file : alike) {
            Identity identity = Identity.of(file, ElfFile.parse(ByteBuffer.wrap(wheel.read(file.path())), file.path()));
            int known = identities.indexOf(identity);
            if (known >= 0 && isGrafted(file) && !identity.defined().isEmpty()) {
                kept.put(file, first.get(known));
            } else {
                first.add(file);
                identities.add(identity);
            }
        }
    }

    private static boolean isGrafted(NativeFile file) {
        return GRAFTED.matcher(file.path()).lookingAt();
    }

    private static String name(NativeFile file) {
        return file.soname().orElse(file.name());
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    boolean contains(NativeFile file) {
        return kept.containsKey(file);
    }

    /** The kept copy by that which is left out, as paths in the wheel. */
    Map<String, String> paths() {
        Map<String, String> paths = new TreeMap<>();
        kept.forEach((file, other) -> paths.put(file.path(), other.path()));
        return paths;
    }

    /** What files need from now on, by what they need now. */
    Map<String, String> names(List<String> needed) {
        Map<String, String> names = new TreeMap<>();
        kept.forEach((file, other) -> {
            Optional<String> asked = needed.stream()
                    .filter(soname -> soname.equals(name(file)) || soname.equals(file.name()))
                    .findFirst();
            asked.filter(soname -> !soname.equals(name(other))).ifPresent(soname -> names.put(soname, name(other)));
        });
        return names;
    }
}
