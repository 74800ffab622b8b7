package org.nrnwheel.azure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Something that happened in a run, or on the way to it. Events are told on the thread that asked, one at a time. All texts come from
 * Azure as they are: a terminal must not get them raw. No event holds a token. All are immutable.
 *
 * <p>Of one run they come in the order
 *
 * <pre>{@code RunStarted? ( PartStarted | PartFinished | Printed | Noted )* RunFinished}</pre>
 *
 * <p>with {@code Waiting} anywhere; a part that ends has begun before, and what a task printed is told before it is said to have ended.
 */
public sealed interface PipelineEvent {
    /**
     * Returns the run.
     *
     * @return its number, 0 as long as there is none
     */
    int run();

    /**
     * Returns when it was heard of.
     *
     * @return a time by the clock of this machine
     */
    Instant time();

    /**
     * Says in one line what happened.
     *
     * @return text for people
     */
    String message();

    /** Parts of a run. */
    enum Part {
        /** A stage. */
        STAGE,
        /** A job of a stage, one for each value of a matrix. */
        JOB,
        /** A task of a job. */
        TASK;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A run was started.
     *
     * @param run see {@link #run()}
     * @param time see {@link #time()}
     * @param status the run
     */
    record RunStarted(int run, Instant time, RunStatus status) implements PipelineEvent {
        @Override
        public String message() {
            return "started " + status;
        }
    }

    /**
     * A stage, a job or a task began.
     *
     * @param run see {@link #run()}
     * @param time see {@link #time()}
     * @param part what it is
     * @param name its name, after those of what it is part of, with slashes between
     */
    record PartStarted(int run, Instant time, Part part, String name) implements PipelineEvent {
        @Override
        public String message() {
            return part.word() + " " + name + ": started";
        }
    }

    /**
     * A stage, a job or a task ended.
     *
     * @param run see {@link #run()}
     * @param time see {@link #time()}
     * @param part what it is
     * @param name its name, after those of what it is part of, with slashes between
     * @param result Azure's word: {@code succeeded}, {@code succeededWithIssues}, {@code failed}, {@code canceled}, {@code skipped} or
     *     {@code abandoned}
     */
    record PartFinished(int run, Instant time, Part part, String name, String result) implements PipelineEvent {
        @Override
        public String message() {
            return part.word() + " " + name + ": " + result;
        }
    }

    /**
     * A task printed.
     *
     * @param run see {@link #run()}
     * @param time see {@link #time()}
     * @param name the task's name
     * @param lines whole lines, in order, as Azure keeps them: each begins with its time
     */
    record Printed(int run, Instant time, String name, List<String> lines) implements PipelineEvent {
        /** Copies the list. */
        public Printed {
            lines = List.copyOf(lines);
        }

        @Override
        public String message() {
            return name + " printed " + lines.size() + " lines";
        }
    }

    /**
     * A task has an error or a warning to tell of.
     *
     * @param run see {@link #run()}
     * @param time see {@link #time()}
     * @param name the task's name
     * @param type Azure's word: {@code error} or {@code warning}
     * @param text what it says
     */
    record Noted(int run, Instant time, String name, String type, String text) implements PipelineEvent {
        @Override
        public String message() {
            return type + " in " + name + ": " + text;
        }
    }

    /**
     * Azure is asked again after a while.
     *
     * @param run see {@link #run()}
     * @param time see {@link #time()}
     * @param reason why
     * @param pause how long it waits
     */
    record Waiting(int run, Instant time, String reason, Duration pause) implements PipelineEvent {
        @Override
        public String message() {
            return reason + "; asking again in " + pause.toMillis() + " ms";
        }
    }

    /**
     * An artifact is being fetched.
     *
     * @param run see {@link #run()}
     * @param time see {@link #time()}
     * @param artifact its name
     * @param done how many bytes are here
     * @param total how many there are, where Azure says so
     */
    record Fetched(int run, Instant time, String artifact, long done, OptionalLong total) implements PipelineEvent {
        @Override
        public String message() {
            return "fetched " + done + (total.isPresent() ? " of " + total.getAsLong() : "") + " bytes of " + artifact;
        }
    }

    /**
     * A run has ended.
     *
     * @param run see {@link #run()}
     * @param time see {@link #time()}
     * @param status how
     */
    record RunFinished(int run, Instant time, RunStatus status) implements PipelineEvent {
        @Override
        public String message() {
            return status.toString();
        }
    }
}
