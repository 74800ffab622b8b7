package org.nrnwheel.repair;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.nrnwheel.concurrent.Results;
import org.nrnwheel.wheel.Sha256;

/** A library that a {@link LibrarySource} found. Immutable. */
public final class FoundLibrary {
    private final String path;
    private final byte[] content;
    private final CompletableFuture<Optional<String>> packageUrl;
    private final CompletableFuture<String> sha256;

    /**
     * Makes a library.
     *
     * @param path its real path where it was found, links resolved where that can be told
     * @param content its bytes
     * @param packageUrl the package that owns it there, as a package URL, where known
     */
    public FoundLibrary(String path, byte[] content, Optional<String> packageUrl) {
        this(path, content.clone(), CompletableFuture.completedFuture(packageUrl));
    }

    /** Holds the bytes themselves, which nobody may change: libraries can be large. Its package may still be looked for. */
    FoundLibrary(String path, byte[] content, CompletableFuture<Optional<String>> packageUrl) {
        this.path = path;
        this.content = content;
        this.packageUrl = packageUrl;
        this.sha256 = CompletableFuture.supplyAsync(() -> Sha256.hex(content));
    }

    /**
     * Returns the package that owns it where it was found.
     *
     * @return a package URL, e.g. {@code pkg:deb/debian/libffi8@3.4.4-1?arch=amd64}, where known
     */
    public Optional<String> packageUrl() {
        return Results.of(packageUrl);
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

    /** Its bytes themselves, which nobody may change. */
    byte[] bytes() {
        return content;
    }

    /** The digest of its bytes, in lower case; other threads work on it from when the library is found. */
    String sha256() {
        return Results.of(sha256);
    }

    @Override
    public String toString() {
        return path;
    }
}
