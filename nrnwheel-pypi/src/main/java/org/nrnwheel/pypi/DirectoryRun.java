package org.nrnwheel.pypi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.index.SimpleIndex;
import org.nrnwheel.pypi.PublishedFile.Outcome;
import org.nrnwheel.tag.WheelName;
import org.nrnwheel.wheel.WheelArtifact;

/** Publishes into a static index, which needs no ledger: adding a wheel again changes nothing. Used by one thread, once. */
final class DirectoryRun {
    private final SimpleIndex index;
    private final boolean dryRun;
    private final Optional<Preflight> preflight;
    private final Events events;
    private Optional<WheelException> error = Optional.empty();

    DirectoryRun(Path directory, PublishSettings settings, List<PublishListener> listeners) {
        this.index = SimpleIndex.at(directory);
        this.dryRun = settings.dryRun();
        this.preflight = settings.preflight();
        this.events = new Events(listeners);
    }

    PublishReport run(List<Path> wheels) {
        preflight.ifPresent(asked -> asked.require(wheels, events));
        List<PublishedFile> files = new ArrayList<>();
        for (Path wheel : wheels) {
            PublishedFile file = error.isPresent() ? result(wheel, Outcome.NOT_TRIED, 0) : add(wheel);
            files.add(file);
            events.tell(new PublishEvent.Ended(file.file(), file));
        }
        PublishReport report = new PublishReport(index.url().toString(), files, List.of());
        error.ifPresent(why -> {
            throw new PublishFailedException(String.valueOf(why.getMessage()), why.remedy(), report, why);
        });
        return report;
    }

    private PublishedFile add(Path wheel) {
        long started = System.nanoTime();
        String name = String.valueOf(wheel.getFileName());
        try {
            boolean there = index.wheels(WheelName.parse(name).project()).stream()
                    .anyMatch(known -> known.fileName().equals(name));
            if (dryRun) {
                return result(wheel, there ? Outcome.ALREADY_THERE : Outcome.PLANNED, started);
            }
            index.add(wheel);
            return result(wheel, there ? Outcome.ALREADY_THERE : Outcome.UPLOADED, started);
        } catch (WheelException e) {
            error = Optional.of(e);
            return result(wheel, Outcome.FAILED, started).withFailure(String.valueOf(e.getMessage()));
        }
    }

    private PublishedFile result(Path wheel, Outcome outcome, long started) {
        String name = String.valueOf(wheel.getFileName());
        Optional<WheelArtifact> known = outcome.published()
                ? index.wheels(WheelName.parse(name).project()).stream()
                        .filter(file -> file.fileName().equals(name))
                        .findFirst()
                : Optional.empty();
        Duration time = started == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - started);
        return new PublishedFile(
                name,
                known.map(WheelArtifact::sha256).orElse(""),
                known.map(WheelArtifact::size).orElse(0L),
                outcome,
                0,
                time,
                known.isPresent(),
                Optional.empty());
    }
}
