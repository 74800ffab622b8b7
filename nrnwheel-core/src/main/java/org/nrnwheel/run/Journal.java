package org.nrnwheel.run;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;
import org.nrnwheel.result.JobResult;
import org.nrnwheel.tag.BuildIdentifier;
import org.nrnwheel.wheel.WheelArtifact;

/** Remembers finished jobs, a file each, written once the wheel is in the wheelhouse. */
final class Journal {
    private static final System.Logger LOG = System.getLogger("org.nrnwheel.run");
    private static final int SCHEMA = 1;

    private final WheelhouseDirectory wheelhouse;

    Journal(WheelhouseDirectory wheelhouse) {
        this.wheelhouse = wheelhouse;
    }

    /** Writes down a finished job. */
    void remember(String key, JobResult result) throws IOException {
        AtomicFile.write(
                wheelhouse.journal(result.id()),
                Json.write(Json.object()
                        .put("schemaVersion", SCHEMA)
                        .put("key", key)
                        .set("result", Json.tree(result.toJson()))));
    }

    /** Finds a job that an earlier run finished, when nothing it depends on has changed and its wheel is still there. */
    Optional<JobResult> recall(BuildIdentifier id, String key) {
        Path file = wheelhouse.journal(id);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonReader entry = Json.read(Files.readString(file), file.toString());
            if (entry.number("schemaVersion") != SCHEMA || !entry.string("key").equals(key)) {
                return Optional.empty();
            }
            return restore(JobResult.fromJson(entry.field("result").text()));
        } catch (IOException | WheelException e) {
            LOG.log(Level.WARNING, "the journal's entry is not readable, so " + id + " is built again: " + file, e);
            return Optional.empty();
        }
    }

    private Optional<JobResult> restore(JobResult earlier) throws IOException {
        if (earlier.wheel().isEmpty()) {
            return Optional.empty();
        }
        WheelArtifact known = earlier.wheel().get();
        Path file = wheelhouse.root().resolve(known.fileName());
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        WheelArtifact present = WheelArtifact.of(file);
        return present.sha256().equals(known.sha256()) ? Optional.of(restored(earlier, present)) : Optional.empty();
    }

    private static JobResult restored(JobResult earlier, WheelArtifact wheel) {
        return new JobResult(
                earlier.id(),
                JobResult.Status.RESTORED,
                Optional.of(wheel),
                earlier.steps(),
                earlier.repair(),
                earlier.tests(),
                earlier.installed(),
                earlier.compilerCache(),
                Optional.empty(),
                earlier.log(),
                earlier.finished());
    }
}
