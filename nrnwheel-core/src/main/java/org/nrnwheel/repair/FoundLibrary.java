package org.nrnwheel.repair;

import java.util.Optional;

/** A library that a {@link LibrarySource} found. Immutable. */
public final class FoundLibrary {
    private final String path;
    private final byte[] content;
    private final Optional<String> packageUrl;

    /**
     * Makes a library.
     *
     * @param path its real path where it was found, links resolved where that can be told
     * @param content its bytes
     * @param packageUrl the package that owns it there, as a package URL, where known
     */
    public FoundLibrary(String path, byte[] content, Optional<String> packageUrl) {
        this(packageUrl, path, content.clone());
    }

    private FoundLibrary(Optional<String> packageUrl, String path, byte[] content) {
        this.path = path;
        this.content = content;
        this.packageUrl = packageUrl;
    }

    /**
     * Returns the package that owns it where it was found.
     *
     * @return a package URL, e.g. {@code pkg:deb/debian/libffi8@3.4.4-1?arch=amd64}, where known
     */
    public Optional<String> packageUrl() {
        return packageUrl;
    }

    /**
     * Returns its path.
     *
     * @return the real path where it was found
     */
    public String path() {
        return path;
    }

    /**
     * Returns its file name.
     *
     * @return the last part of its path
     */
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Returns its bytes.
     *
     * @return a copy
     */
    public byte[] content() {
        return content.clone();
    }

    /** The same with another owner; the bytes are shared. */
    FoundLibrary ownedBy(Optional<String> owner) {
        return new FoundLibrary(owner, path, content);
    }

    /** Its bytes themselves, which nobody may change: libraries can be large. */
    byte[] bytes() {
        return content;
    }

    @Override
    public String toString() {
        return path;
    }
}
