package org.nrnwheel.pypi;

import java.time.Duration;

/**
 * Something that happened while wheels are published. Those of one file come in the order
 *
 * <pre>{@code Checking? ( Attempt Progress* ( Retrying Attempt Progress* )* )? Ended Verified?}</pre>
 *
 * <p>Immutable.
 */
public sealed interface PublishEvent {
    /**
     * Returns which wheel it is about.
     *
     * @return the file's name
     */
    String file();

    /**
     * The preflight looks at a wheel.
     *
     * @param file see {@link #file()}
     * @param number which one it is in the order in which they are begun, from 1
     * @param of how many there are
     */
    record Checking(String file, int number, int of) implements PublishEvent {}

    /**
     * An upload begins.
     *
     * @param file see {@link #file()}
     * @param attempt 1 for the first
     * @param size how many bytes are sent
     */
    record Attempt(String file, int attempt, long size) implements PublishEvent {}

    /**
     * A part was sent.
     *
     * @param file see {@link #file()}
     * @param sent how many bytes so far
     * @param size how many there are
     */
    record Progress(String file, long sent, long size) implements PublishEvent {}

    /**
     * An upload failed and is tried again.
     *
     * @param file see {@link #file()}
     * @param attempt which one failed
     * @param reason why
     * @param pause how long is waited
     */
    record Retrying(String file, int attempt, String reason, Duration pause) implements PublishEvent {}

    /**
     * A wheel is published, or is not.
     *
     * @param file see {@link #file()}
     * @param result how it ended
     */
    record Ended(String file, PublishedFile result) implements PublishEvent {}

    /**
     * The index serves a wheel with the right hash.
     *
     * @param file see {@link #file()}
     */
    record Verified(String file) implements PublishEvent {}
}
