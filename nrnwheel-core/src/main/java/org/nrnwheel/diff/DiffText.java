package org.nrnwheel.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes differences for people. */
final class DiffText {
    private static final int SHOWN = 8;
    private static final int SYMBOLS = 3;
    private static final int FILES = 30;

    private final StringBuilder text = new StringBuilder();

    private DiffText() {}

    static String write(WheelDiff diff) {
        return new DiffText().all(diff);
    }

    private String all(WheelDiff diff) {
        line(diff.before().fileName() + " -> " + diff.after().fileName());
        if (diff.isSame()) {
            line("  hold the same files under the same tags");
            return text.toString();
        }
        wheel(diff.before(), diff.after());
        set("tags of the name", diff.tags());
        set("requires", diff.requires());
        set("entry points", diff.entryPoints());
        set("external libraries", diff.externalLibraries());
        set("symbol versions", diff.symbolVersions());
        diff.libraries().forEach(this::library);
        files(diff.files());
        return text.toString();
    }

    private void wheel(WheelState before, WheelState after) {
        property("name", before.name(), after.name());
        property("version", before.version(), after.version());
        property(
                "requires Python",
                before.requiresPython().orElse("any"),
                after.requiresPython().orElse("any"));
        property("fits", before.tag().orElse("nothing"), after.tag().orElse("nothing"));
        property(
                "by its symbols",
                before.bySymbols().orElse("any"),
                after.bySymbols().orElse("any"));
        property("size", bytes(before.size()), bytes(after.size()));
        property("unpacked", bytes(before.unpacked()), bytes(after.unpacked()));
    }

    private void property(String name, String before, String after) {
        if (!before.equals(after)) {
            line("  " + name + ": " + before + " -> " + after);
        }
    }

    private void set(String name, SetChange change) {
        if (!change.isSame()) {
            line("  " + name + ": " + change(change));
        }
    }

    private static String change(SetChange change) {
        List<String> parts = new ArrayList<>();
        part("+", change.added()).ifPresent(parts::add);
        part("-", change.removed()).ifPresent(parts::add);
        return String.join("; ", parts);
    }

    private static Optional<String> part(String sign, List<String> names) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        int more = names.size() - SHOWN;
        return Optional.of(sign + " " + shown + (more > 0 ? " and " + more + " more" : ""));
    }

    private void library(LibraryChange library) {
        line("  " + sign(library.before().isPresent(), library.after().isPresent()) + " " + library.path()
                + library.before()
                        .filter(before ->
                                library.after().isPresent() && !before.path().equals(library.path()))
                        .map(before -> ", was " + before.path())
                        .orElse(""));
        if (library.before().isPresent() && library.after().isPresent()) {
            LibraryState before = library.before().get();
            LibraryState after = library.after().get();
            inner("kind", word(before), word(after));
            inner("soname", before.soname().orElse("none"), after.soname().orElse("none"));
            inner("version", before.version().orElse("none"), after.version().orElse("none"));
        }
        inner("needs", library.needed());
        inner("search path", library.searchPath());
        symbols("exports", library.exported());
        symbols("needs symbols", library.undefined());
    }

    private void symbols(String name, SetChange change) {
        List<String> parts = new ArrayList<>();
        count("+", change.added()).ifPresent(parts::add);
        count("-", change.removed()).ifPresent(parts::add);
        if (!parts.isEmpty()) {
            line("      " + name + ": " + String.join("; ", parts));
        }
    }

    private static Optional<String> count(String sign, List<String> names) {
        String few = String.join(", ", names.subList(0, Math.min(SYMBOLS, names.size())));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(sign + names.size() + " " + few + (names.size() > SYMBOLS ? ", ..." : ""));
    }

    private static String word(LibraryState library) {
        return library.kind().name().toLowerCase(Locale.ROOT);
    }

    private void inner(String name, String before, String after) {
        if (!before.equals(after)) {
            line("      " + name + ": " + before + " -> " + after);
        }
    }

    private void inner(String name, SetChange change) {
        if (!change.isSame()) {
            line("      " + name + ": " + change(change));
        }
    }

    /** Those that changed the wheel's size most come first. */
    private void files(List<FileChange> files) {
        long added = files.stream().filter(file -> file.before().isEmpty()).count();
        long removed = files.stream().filter(file -> file.after().isEmpty()).count();
        line("  files: " + added + " added, " + removed + " removed, " + (files.size() - added - removed) + " changed");
        files.stream()
                .sorted(Comparator.comparing((FileChange file) -> -Math.abs(file.growth()))
                        .thenComparing(FileChange::path))
                .limit(FILES)
                .forEach(file ->
                        line("  " + sign(file.before().isPresent(), file.after().isPresent()) + " " + file.path() + ": "
                                + size(file) + mode(file)));
        if (files.size() > FILES) {
            line("    and " + (files.size() - FILES) + " more");
        }
    }

    private static String size(FileChange file) {
        String before = file.before().map(state -> bytes(state.size())).orElse("");
        String after = file.after().map(state -> bytes(state.size())).orElse("");
        return before.isEmpty() || after.isEmpty() || before.equals(after)
                ? before.isEmpty() ? after : before
                : before + " -> " + after;
    }

    private static String mode(FileChange file) {
        if (file.before().isEmpty() || file.after().isEmpty()) {
            return "";
        }
        int before = file.before().get().unixMode();
        int after = file.after().get().unixMode();
        return before == after ? "" : String.format(Locale.ROOT, ", mode %04o -> %04o", before, after);
    }

    private static String sign(boolean before, boolean after) {
        return before && after ? "~" : before ? "-" : "+";
    }

    /** Exact: sizes that differ look different. */
    private static String bytes(long size) {
        return String.format(Locale.ROOT, "%,d B", size);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
