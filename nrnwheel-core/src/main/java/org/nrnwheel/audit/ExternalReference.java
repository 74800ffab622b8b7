package org.nrnwheel.audit;

import java.util.List;
import java.util.Optional;

/**
 * A library that files of a wheel need and that the wheel does not provide to them.
 *
 * @param library its soname
 * @param files the files that need it, sorted
 * @param allowedBy the strictest platform tag that allows it, or nothing when none does
 * @param present files of the wheel that have this name but are not found by those that need it, sorted
 */
public record ExternalReference(String library, List<String> files, Optional<String> allowedBy, List<String> present) {
    /**
     * Copies the lists.
     */
    public ExternalReference {
        files = List.copyOf(files);
        present = List.copyOf(present);
    }
}
