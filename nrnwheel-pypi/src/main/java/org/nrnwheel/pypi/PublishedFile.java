package org.nrnwheel.pypi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import org.nrnwheel.json.Json;

/**
 * How the publishing of one wheel ended.
 *
 * @param file the file's name
 * @param sha256 hexadecimal SHA-256 of its bytes
 * @param size its size in bytes
 * @param outcome what became of it
 * @param attempts how often it was sent in this run
 * @param time how long that took, pauses too
 * @param verified whether the index was seen to serve it with that hash
 * @param reason why it is not published, or nothing
 */
public record PublishedFile(
        String file,
        String sha256,
        long size,
        Outcome outcome,
        int attempts,
        Duration time,
        boolean verified,
        Optional<String> reason) {
    /** What can become of a wheel. */
    public enum Outcome {
        /** This run uploaded it. */
        UPLOADED,
        /** The index had the same file already. */
        ALREADY_THERE,
        /** An earlier run had uploaded it, says the ledger. */
        DONE_BEFORE,
        /** It would be uploaded, but for the dry run. */
        PLANNED,
        /** The index refused it, or could not be reached. */
        FAILED,
        /** It was not begun, because another failed. */
        NOT_TRIED;

        /**
         * Says whether the index has the file.
         *
         * @return whether it is published
         */
        public boolean published() {
            return this == UPLOADED || this == ALREADY_THERE || this == DONE_BEFORE;
        }
    }

    PublishedFile withVerified() {
        return new PublishedFile(file, sha256, size, outcome, attempts, time, true, reason);
    }

    PublishedFile withFailure(String why) {
        return new PublishedFile(file, sha256, size, Outcome.FAILED, attempts, time, false, Optional.of(why));
    }

    ObjectNode json() {
        ObjectNode node = Json.object();
        node.put("file", file);
        node.put("sha256", sha256);
        node.put("size", size);
        node.put("outcome", Json.word(outcome));
        node.put("attempts", attempts);
        node.set("seconds", Json.seconds(time));
        node.put("verified", verified);
        reason.ifPresent(why -> node.put("reason", why));
        return node;
    }
}
