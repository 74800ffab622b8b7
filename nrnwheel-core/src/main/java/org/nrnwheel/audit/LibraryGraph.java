package org.nrnwheel.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nrnwheel.policy.Libc;
import org.nrnwheel.policy.Policy;

/**
 * Which libraries the files of a wheel find inside it, by their search paths. What is loaded first is followed from
 * there: a library that one found, the others have.
 */
final class LibraryGraph {
    private static final Pattern LIBPYTHON = Pattern.compile("libpython\\d+\\.\\d+m?\\.so(\\.\\d)*");

    private final Map<String, ElfFacts> byInstalledPath = new HashMap<>();
    private final Map<String, String> installed = new HashMap<>();
    private final Map<String, List<String>> byName = new TreeMap<>();
    private final Excludes excludes;
    private final Libc libc;
    private final List<Tree> trees;
    private final Map<String, Set<String>> provided = new HashMap<>();

    /**
     * Makes the graph.
     *
     * @param files the files that a loader may see, all of one architecture and C library
     * @param libc whose loader
     */
    LibraryGraph(List<ElfFacts> files, InstalledPaths paths, Excludes excludes, Libc libc) {
        this.excludes = excludes;
        this.libc = libc;
        for (ElfFacts file : files) {
            String target = paths.of(file.path());
            byInstalledPath.put(target, file);
            installed.put(file.path(), target);
            name(file)
                    .forEach(name -> byName.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(file.path()));
        }
        this.trees = roots(files).stream().map(this::tree).toList();
    }

    private static Set<String> name(ElfFacts file) {
        Set<String> names = new TreeSet<>(Set.of(file.file().name()));
        file.file().soname().ifPresent(names::add);
        return names;
    }

    /** Extensions, and whatever no file of the wheel needs by its name. */
    private List<ElfFacts> roots(Collection<ElfFacts> files) {
        Set<String> needed =
                files.stream().flatMap(file -> needed(file).stream()).collect(Collectors.toSet());
        return files.stream()
                .filter(file -> file.file().kind() == FileKind.EXTENSION
                        || !needed.contains(file.file().name()))
                .toList();
    }

    private List<String> needed(ElfFacts file) {
        return file.file().needed().stream()
                .filter(soname -> !excludes.matches(soname))
                .toList();
    }

    /** What one root loads: each soname with the file that provides it, or nothing. */
    private record Tree(ElfFacts root, Map<String, Optional<ElfFacts>> libraries) {}

    /** A file as it is loaded: by another one, unless it is the root. */
    private record Loaded(ElfFacts file, Optional<Loaded> loader) {}

    /** In the loader's order: what the root needs, then what that needs. A name that is loaded is not searched again. */
    private Tree tree(ElfFacts root) {
        Tree tree = new Tree(root, new LinkedHashMap<>());
        Deque<Loaded> open = new ArrayDeque<>(List.of(new Loaded(root, Optional.empty())));
        while (!open.isEmpty()) {
            Loaded loaded = open.remove();
            for (String soname : needed(loaded.file())) {
                if (!tree.libraries().containsKey(soname)) {
                    Optional<ElfFacts> found = find(soname, loaded);
                    tree.libraries().put(soname, found);
                    found.ifPresent(library -> open.add(new Loaded(library, Optional.of(loaded))));
                }
                if (tree.libraries().get(soname).isPresent()) {
                    provided.computeIfAbsent(loaded.file().path(), path -> new HashSet<>())
                            .add(soname);
                }
            }
        }
        return tree;
    }

    /**
     * By the rules of glibc (ld.so(8)): DT_RUNPATH counts for the file that has it and nothing else; DT_RPATH counts for all
     * that the file loads, unless what searches, or the file itself, has DT_RUNPATH. musl knows no difference: what is there
     * counts for all that the file loads.
     */
    private Optional<ElfFacts> find(String soname, Loaded loaded) {
        if (LIBPYTHON.matcher(soname).matches()) {
            return Optional.empty();
        }
        NativeFile file = loaded.file().file();
        if (libc == Libc.GLIBC && !file.runpath().isEmpty()) {
            return find(soname, loaded.file(), file.runpath());
        }
        Optional<ElfFacts> found = Optional.empty();
        Optional<Loaded> at = Optional.of(loaded);
        while (found.isEmpty() && at.isPresent()) {
            found = find(soname, at.get().file(), inherited(at.get().file()));
            at = at.get().loader();
        }
        return found;
    }

    private List<String> inherited(ElfFacts file) {
        return libc == Libc.MUSL
                ? file.file().searchPath()
                : file.file().runpath().isEmpty() ? file.file().rpath() : List.of();
    }

    private Optional<ElfFacts> find(String soname, ElfFacts owner, List<String> searchPath) {
        for (String entry : searchPath) {
            Optional<ElfFacts> found = InstalledPaths.directory(entry, at(owner))
                    .map(directory -> byInstalledPath.get((directory.isEmpty() ? "" : directory + "/") + soname));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private String at(ElfFacts file) {
        return installed.getOrDefault(file.path(), file.path());
    }

    /** Whether a library that a file needs comes from the wheel, however the file is loaded. */
    boolean isProvided(ElfFacts file, String soname) {
        return provided.getOrDefault(file.path(), Set.of()).contains(soname)
                || find(soname, file, file.file().searchPath()).isPresent();
    }

    /** Files of the wheel that have a name, whether they are found or not. */
    List<String> named(String soname) {
        return byName.getOrDefault(soname, List.of());
    }

    /**
     * Libraries that a policy does not allow and the wheel does not provide, with the files that need them. One that is in
     * the wheel lacks only to the first that asks for it, in the loader's order: after that it is loaded.
     */
    Map<String, Set<String>> missing(Policy policy) {
        Map<String, Set<String>> missing = new TreeMap<>();
        trees.forEach(tree -> missing(policy, tree, missing));
        return missing;
    }

    private void missing(Policy policy, Tree tree, Map<String, Set<String>> missing) {
        Set<String> seen = new HashSet<>();
        Set<String> asked = new HashSet<>();
        Deque<ElfFacts> open = new ArrayDeque<>(List.of(tree.root()));
        while (!open.isEmpty()) {
            ElfFacts file = open.remove();
            for (String soname : needed(file)) {
                if (policy.allowsLibrary(soname)) {
                    continue;
                }
                Optional<ElfFacts> found = tree.libraries().getOrDefault(soname, Optional.empty());
                if (found.isPresent()) {
                    found.filter(library -> seen.add(library.path())).ifPresent(open::add);
                } else if (asked.add(soname) || named(soname).isEmpty()) {
                    missing.computeIfAbsent(soname, name -> new TreeSet<>()).add(file.path());
                }
            }
        }
    }
}
