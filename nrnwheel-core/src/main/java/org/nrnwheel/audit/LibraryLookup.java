package org.nrnwheel.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nrnwheel.elf.ElfFile;
import org.nrnwheel.policy.Policies;
import org.nrnwheel.policy.Policy;

/** Looks external libraries up in directories that were given, and says what they would add. */
final class LibraryLookup {
    private static final int MOST_LINKS = 40;

    private final List<Path> directories;
    private final Optional<Path> root;
    private final Policies policies;

    /**
     * Makes a lookup.
     *
     * @param directories where to look, in order
     * @param root what absolute links are relative to, or nothing for this machine's root
     */
    LibraryLookup(List<Path> directories, Optional<Path> root, Policies policies) {
        this.directories = directories;
        this.root = root;
        this.policies = policies;
    }

    /** Where the loader of a Linux system in a directory looks: first where its ld.so.conf says. */
    static List<Path> standard(Path root) {
        List<Path> directories = new ArrayList<>(LoaderConfiguration.directories(root));
        for (String top : List.of("usr/local/lib", "lib", "usr/lib")) {
            Path directory = root.resolve(top);
            directories.addAll(multiarch(directory));
            directories.add(directory);
            directories.add(root.resolve(top + "64"));
        }
        return directories;
    }

    private static List<Path> multiarch(Path directory) {
        try (var below = Files.list(directory)) {
            return below.filter(path -> path.getFileName().toString().contains("-linux-"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Returns each library and those that it needs in turn, once. */
    List<FoundLibrary> find(List<String> sonames) {
        List<FoundLibrary> found = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>(sonames);
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            FoundLibrary library = find(open.remove());
            found.add(library);
            library.needed().stream().filter(seen::add).forEach(open::add);
        }
        return found;
    }

    private FoundLibrary find(String soname) {
        for (Path directory : directories) {
            Optional<FoundLibrary> found = inside(directory.resolve(soname)).flatMap(file -> read(soname, file));
            if (found.isPresent()) {
                return found.get();
            }
        }
        return new FoundLibrary(soname, Optional.empty(), Map.of(), List.of(), Optional.empty());
    }

    private Optional<FoundLibrary> read(String soname, Path file) {
        ElfFacts facts = facts(file);
        if (facts.isDamaged() || !facts.file().architecture().equals(Optional.of(policies.architecture()))) {
            return Optional.empty();
        }
        Policy loosest = policies.loosest();
        List<String> needed = facts.file().needed().stream()
                .filter(name -> !loosest.allowsLibrary(name))
                .toList();
        Policy best = policies.all().stream()
                .filter(policy -> facts.file().versions().values().stream()
                        .flatMap(Set::stream)
                        .allMatch(policy::allowsVersion))
                .findFirst()
                .orElse(policies.linux());
        return Optional.of(
                new FoundLibrary(soname, Optional.of(file), facts.file().versions(), needed, Optional.of(best.tag())));
    }

    private static ElfFacts facts(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = Math.min(channel.size(), Integer.MAX_VALUE);
            ByteBuffer content = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
            return ElfFile.isElf(content)
                    ? ElfReader.read(content, file.toString(), 0, Set.of())
                    : ElfReader.unread(file.toString(), "it is no ELF file");
        } catch (IOException e) {
            return ElfReader.unread(file.toString(), "it cannot be read: " + e);
        }
    }

    /** Follows links as they are meant inside the root. */
    private Optional<Path> inside(Path path) {
        Path at = path;
        for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(at); i++) {
            try {
                Path target = Files.readSymbolicLink(at);
                at = target.isAbsolute() && root.isPresent()
                        ? root.get().resolve(target.getRoot().relativize(target))
                        : at.resolveSibling(target).normalize();
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS) ? Optional.of(at) : Optional.empty();
    }
}
