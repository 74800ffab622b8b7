package org.nrnwheel.pypi.release;

/** Something that happens while the wheels of a release are looked at. Those of one kind are numbered from 1 on. Immutable. */
public sealed interface ReleaseEvent {
    /**
     * Returns which wheel it is about.
     *
     * @return the file's name
     */
    String file();

    /**
     * Returns which one it is, in the order in which they are begun.
     *
     * @return 1 for the first
     */
    int number();

    /**
     * Returns how many there are.
     *
     * @return the last one's number
     */
    int of();

    /**
     * A wheel of the release is audited, and held against what an index takes.
     *
     * @param file see {@link #file()}
     * @param number see {@link #number()}
     * @param of see {@link #of()}
     */
    record Checking(String file, int number, int of) implements ReleaseEvent {}

    /**
     * A wheel of the version that was published last is downloaded, unless the cache has it.
     *
     * @param file see {@link #file()}
     * @param number see {@link #number()}
     * @param of see {@link #of()}
     */
    record Downloading(String file, int number, int of) implements ReleaseEvent {}

    /**
     * A wheel of the release is compared with that of the version that was published last.
     *
     * @param file see {@link #file()}
     * @param number see {@link #number()}
     * @param of see {@link #of()}
     */
    record Comparing(String file, int number, int of) implements ReleaseEvent {}
}
