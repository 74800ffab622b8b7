package org.nrnwheel.event;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.tag.BuildIdentifier;

/**
 * Something that happened in a build. Events of one job come in the order
 *
 * <pre>{@code JobStarted ( StepStarted ( StepOutput | PlatformEvent | Warned )* StepFinished )* JobFinished}</pre>
 *
 * <p>or, for a wheel that an earlier run finished, {@code JobRestored} alone. A build starts with {@code BuildStarted} and
 * ends with {@code BuildFinished}. Sequence numbers rise by one from 1 over the whole build. All events are immutable.
 */
public sealed interface BuildEvent
        permits BuildEvent.BuildStarted,
                BuildEvent.JobStarted,
                BuildEvent.JobRestored,
                BuildEvent.StepStarted,
                BuildEvent.StepOutput,
                BuildEvent.StepFinished,
                BuildEvent.JobFinished,
                BuildEvent.BuildFinished,
                BuildEvent.Warned,
                PlatformEvent {

    /**
     * Returns where this event stands in its build.
     *
     * @return 1 for the first event
     */
    long sequence();

    /**
     * Returns when it happened.
     *
     * @return a time by the system's clock
     */
    Instant time();

    /**
     * Returns the job that it belongs to.
     *
     * @return the job, or nothing for an event of the whole build
     */
    Optional<BuildIdentifier> job();

    /**
     * The build begins.
     *
     * @param sequence see {@link #sequence()}
     * @param time see {@link #time()}
     * @param recipe name of the recipe
     * @param platform the platform's name, e.g. {@code host}
     * @param jobs the jobs, in the plan's order
     * @param steps how many steps all jobs have together
     */
    record BuildStarted(
            long sequence, Instant time, String recipe, String platform, List<BuildIdentifier> jobs, int steps)
            implements BuildEvent {
        /** Copies the list. */
        public BuildStarted {
            jobs = List.copyOf(jobs);
        }

        @Override
        public Optional<BuildIdentifier> job() {
            return Optional.empty();
        }
    }

    /**
     * A job begins.
     *
     * @param sequence see {@link #sequence()}
     * @param time see {@link #time()}
     * @param id the job
     * @param steps its steps, by name
     * @param log its log file
     */
    record JobStarted(long sequence, Instant time, BuildIdentifier id, List<String> steps, Path log)
            implements BuildEvent {
        /** Copies the list. */
        public JobStarted {
            steps = List.copyOf(steps);
        }

        @Override
        public Optional<BuildIdentifier> job() {
            return Optional.of(id);
        }
    }

    /**
     * A job was finished by an earlier run; nothing is to be done.
     *
     * @param sequence see {@link #sequence()}
     * @param time see {@link #time()}
     * @param id the job
     * @param steps how many steps it would have had
     * @param wheel the wheel, in the wheelhouse
     * @param finished when the earlier run finished it
     */
    record JobRestored(long sequence, Instant time, BuildIdentifier id, int steps, Path wheel, Instant finished)
            implements BuildEvent {
        @Override
        public Optional<BuildIdentifier> job() {
            return Optional.of(id);
        }
    }

    /**
     * A step begins.
     *
     * @param sequence see {@link #sequence()}
     * @param time see {@link #time()}
     * @param id the job
     * @param step the step's name
     */
    record StepStarted(long sequence, Instant time, BuildIdentifier id, String step) implements BuildEvent {
        @Override
        public Optional<BuildIdentifier> job() {
            return Optional.of(id);
        }
    }

    /**
     * A step printed. Control sequences are as the command wrote them: a terminal must not get them raw.
     *
     * @param sequence see {@link #sequence()}
     * @param time see {@link #time()}
     * @param id the job
     * @param step the step's name
     * @param lines whole lines, in order, without line ends
     */
    record StepOutput(long sequence, Instant time, BuildIdentifier id, String step, List<String> lines)
            implements BuildEvent {
        /** Copies the list. */
        public StepOutput {
            lines = List.copyOf(lines);
        }

        @Override
        public Optional<BuildIdentifier> job() {
            return Optional.of(id);
        }
    }

    /**
     * A step ended.
     *
     * @param sequence see {@link #sequence()}
     * @param time see {@link #time()}
     * @param id the job
     * @param step the step's name
     * @param successful whether it did what it should
     * @param duration how long it took
     */
    record StepFinished(
            long sequence, Instant time, BuildIdentifier id, String step, boolean successful, Duration duration)
            implements BuildEvent {
        @Override
        public Optional<BuildIdentifier> job() {
            return Optional.of(id);
        }
    }

    /**
     * A job ended.
     *
     * @param sequence see {@link #sequence()}
     * @param time see {@link #time()}
     * @param id the job
     * @param wheel the delivered wheel, or nothing when the job failed or was cancelled
     * @param duration how long it took
     * @param message one line on how it ended
     */
    record JobFinished(
            long sequence, Instant time, BuildIdentifier id, Optional<Path> wheel, Duration duration, String message)
            implements BuildEvent {
        @Override
        public Optional<BuildIdentifier> job() {
            return Optional.of(id);
        }
    }

    /**
     * The build ended.
     *
     * @param sequence see {@link #sequence()}
     * @param time see {@link #time()}
     * @param successful whether every job has its wheel
     * @param duration how long it took
     * @param report the report's file
     */
    record BuildFinished(long sequence, Instant time, boolean successful, Duration duration, Path report)
            implements BuildEvent {
        @Override
        public Optional<BuildIdentifier> job() {
            return Optional.empty();
        }
    }

    /**
     * Something that does not stop the build but that its user should know.
     *
     * @param sequence see {@link #sequence()}
     * @param time see {@link #time()}
     * @param job see {@link #job()}
     * @param message text for people
     */
    record Warned(long sequence, Instant time, Optional<BuildIdentifier> job, String message) implements BuildEvent {}
}
