package org.nrnwheel.repair;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nrnwheel.elf.DynamicSection;
import org.nrnwheel.elf.ElfFile;
import org.nrnwheel.elf.VersionNeed;

/**
 * A library that is to be grafted.
 *
 * @param soname the name by which it is needed
 * @param library where it was found
 * @param needed sonames that it needs
 * @param searchPath absolute directories in which it looks for them
 * @param versions versions that it needs, by library
 * @param hasRpath whether it has {@code DT_RPATH}
 * @param hasRunpath whether it has {@code DT_RUNPATH}
 */
record Located(
        String soname,
        FoundLibrary library,
        List<String> needed,
        List<String> searchPath,
        List<VersionNeed> versions,
        boolean hasRpath,
        boolean hasRunpath) {
    static Located of(String soname, FoundLibrary library) {
        ElfFile elf = ElfFile.parse(ByteBuffer.wrap(library.bytes()), library.path());
        Optional<DynamicSection> dynamic = elf.dynamic();
        Optional<String> rpath = dynamic.flatMap(DynamicSection::rpath);
        Optional<String> runpath = dynamic.flatMap(DynamicSection::runpath);
        return new Located(
                soname,
                library,
                dynamic.map(DynamicSection::needed).orElse(List.of()),
                directories(runpath.or(() -> rpath).orElse(""), library.path()),
                elf.versionNeeds(),
                rpath.isPresent(),
                runpath.isPresent());
    }

    private static List<String> directories(String path, String file) {
        String origin = file.substring(0, Math.max(0, file.lastIndexOf('/')));
        return Stream.of(path.split(":"))
                .map(entry -> entry.replace("${ORIGIN}", origin).replace("$ORIGIN", origin))
                .filter(entry -> entry.startsWith("/"))
                .toList();
    }

    String fileName() {
        return LibraryNames.hashed(library.fileName(), library.sha256());
    }
}
