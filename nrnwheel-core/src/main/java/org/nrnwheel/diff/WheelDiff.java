package org.nrnwheel.diff;

import java.nio.file.Path;
import java.util.List;
import org.nrnwheel.wheel.InvalidWheelException;

/**
 * What differs between two wheels: tags, metadata, libraries with their symbols, files. Depends on the two files alone.
 * Immutable.
 *
 * <pre>{@code
 * WheelDiff diff = WheelDiff.between(Path.of("old/demo-1.0-….whl"), Path.of("new/demo-1.1-….whl"));
 * diff.libraries().forEach(library -> System.out.println(library.path() + " lost " + library.exported().removed()));
 * }</pre>
 *
 * @param before the first wheel
 * @param after the second wheel
 * @param tags the tags of the files' names, e.g. {@code cp311-cp311-manylinux_2_28_x86_64}
 * @param requires what METADATA requires ({@code Requires-Dist}), as it is spelled
 * @param entryPoints entry points, as {@code group: name = object}
 * @param externalLibraries libraries that the wheel needs, lacks, and that no platform tag allows
 * @param symbolVersions symbol versions that the wheel needs of other libraries, each after the library's soname
 * @param libraries ELF files that changed in what the loader sees, by path
 * @param files files that were added, removed, renamed, or have another content or mode, by path
 */
public record WheelDiff(
        WheelState before,
        WheelState after,
        SetChange tags,
        SetChange requires,
        SetChange entryPoints,
        SetChange externalLibraries,
        SetChange symbolVersions,
        List<LibraryChange> libraries,
        List<FileChange> files) {
    /**
     * Copies the lists.
     */
    public WheelDiff {
        libraries = List.copyOf(libraries);
        files = List.copyOf(files);
    }

    /**
     * Compares two wheels.
     *
     * @param before the first wheel
     * @param after the second wheel
     * @return what differs
     * @throws InvalidWheelException when a file cannot be read, or is no valid wheel
     */
    public static WheelDiff between(Path before, Path after) {
        return new Comparison(WheelContents.read(before), WheelContents.read(after)).diff();
    }

    /**
     * Says whether the wheels hold the same: the same files with the same content and modes, under the same tags.
     *
     * @return whether nothing differs; the archives themselves may be packed in other ways
     */
    public boolean isSame() {
        return files.isEmpty() && tags.isSame();
    }

    /**
     * Writes this as JSON (docs/schemas/wheel-diff.schema.json).
     *
     * @return one object
     */
    public String toJson() {
        return DiffJson.write(this);
    }

    /**
     * Writes this for people. Long lists are cut short; JSON has all.
     *
     * @return lines
     */
    public String toText() {
        return DiffText.write(this);
    }
}
