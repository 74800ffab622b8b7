package org.nrnwheel.repair;

import java.util.Optional;

/**
 * A library that a repair puts into a wheel.
 *
 * @param soname the name by which the wheel needs it
 * @param source where it was found
 * @param sha256 digest of its bytes there, hexadecimal
 * @param packageUrl the package that owns it there, e.g. {@code pkg:deb/debian/libffi8@3.4.4-1?arch=amd64}, where known
 * @param path its entry in the wheel, with the start of the digest in its name
 * @param edit what changes in it
 */
public record Graft(
        String soname, String source, String sha256, Optional<String> packageUrl, String path, NativeEdit edit) {
    /**
     * Returns its file name in the wheel, which is its new soname too.
     *
     * @return e.g. {@code libgomp-f9a9ad78.so.1.0.0}
     */
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
