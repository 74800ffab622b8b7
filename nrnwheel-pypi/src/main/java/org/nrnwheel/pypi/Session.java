package org.nrnwheel.pypi;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.nrnwheel.net.Backoff;

/**
 * What the uploads of one run share.
 *
 * @param settings what is asked for
 * @param http the connections
 * @param login who uploads
 * @param knowsCredentials whether there are any
 * @param pages the index
 * @param ledger what was done
 * @param events who is told
 * @param gate holds all back
 * @param backoff the pauses
 * @param hidden the secrets
 */
record Session(
        PublishSettings settings,
        Http http,
        Login login,
        boolean knowsCredentials,
        IndexPages pages,
        Ledger ledger,
        Events events,
        Gate gate,
        Backoff backoff,
        Hidden hidden) {
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(10);

    Repository repository() {
        return settings.repository();
    }

    /** How long to wait after so many failures: what the index asks for, else by chance. */
    Duration pause(int failures, Optional<Duration> asked) {
        Duration own = backoff.after(failures);
        return asked.filter(pause -> pause.compareTo(LONGEST_ASKED) <= 0)
                .filter(pause -> pause.compareTo(own) > 0)
                .orElse(own);
    }

    /** What an error says, in short. */
    String said(IOException error) {
        if (error instanceof SocketTimeoutException) {
            BigDecimal seconds = BigDecimal.valueOf(settings.patience().toMillis(), 3);
            return "nothing happened for " + seconds.stripTrailingZeros().toPlainString() + " s";
        }
        String message = error.getMessage();
        String kind = error.getClass().getSimpleName();
        return hidden.in(message == null || message.isBlank() ? kind : kind + ": " + message);
    }
}
