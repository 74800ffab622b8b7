package org.nrnwheel.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Finds which file of one wheel became which of the other. */
final class FilePairs {
    /** A file of the first wheel and what became of it; one of the two may be nothing. */
    record Pair(Optional<String> before, Optional<String> after) {}

    private final WheelContents before;
    private final WheelContents after;
    private final Set<String> left;
    private final Set<String> right;
    private final List<Pair> pairs = new ArrayList<>();

    FilePairs(WheelContents before, WheelContents after) {
        this.before = before;
        this.after = after;
        this.left = new TreeSet<>(before.files().keySet());
        this.right = new TreeSet<>(after.files().keySet());
    }

    /** Paths that are equal but for the distribution's version come first, then ELF files by stem, in one directory first. */
    List<Pair> find() {
        match(before.files().keySet(), after.files().keySet(), before::plain, after::plain);
        Set<String> elf = before.natives().keySet();
        Set<String> others = after.natives().keySet();
        match(elf, others, path -> directory(before.plain(path)), path -> directory(after.plain(path)));
        match(elf, others, FileNames::stem, FileNames::stem);
        left.forEach(path -> pairs.add(new Pair(Optional.of(path), Optional.empty())));
        right.forEach(path -> pairs.add(new Pair(Optional.empty(), Optional.of(path))));
        return pairs;
    }

    private static String directory(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1) + FileNames.stem(path);
    }

    /** Pairs what is left and has the same key, if no other file of its wheel has it. */
    private void match(
            Collection<String> old,
            Collection<String> changed,
            Function<String, String> key,
            Function<String, String> otherKey) {
        Map<String, List<String>> candidates = byKey(changed, right, otherKey);
        byKey(old, left, key).forEach((name, paths) -> {
            List<String> others = candidates.getOrDefault(name, List.of());
            if (paths.size() == 1 && others.size() == 1) {
                left.remove(paths.get(0));
                right.remove(others.get(0));
                pairs.add(new Pair(Optional.of(paths.get(0)), Optional.of(others.get(0))));
            }
        });
    }

    private static Map<String, List<String>> byKey(
            Collection<String> paths, Set<String> open, Function<String, String> key) {
        Map<String, List<String>> byKey = new HashMap<>();
        paths.stream()
                .filter(open::contains)
                .forEach(path -> byKey.computeIfAbsent(key.apply(path), name -> new ArrayList<>())
                        .add(path));
        return byKey;
    }
}
