package org.nrnwheel.diff;

import java.util.Optional;
import org.nrnwheel.audit.FileKind;

/**
 * An ELF file of a wheel.
 *
 * @param path its path in the wheel
 * @param kind what it is for
 * @param soname the name by which other files need it, or nothing
 * @param version the version in its file's name, e.g. {@code 1.2.11} of {@code libz-dd453c56.so.1.2.11}, or nothing
 */
public record LibraryState(String path, FileKind kind, Optional<String> soname, Optional<String> version) {}
