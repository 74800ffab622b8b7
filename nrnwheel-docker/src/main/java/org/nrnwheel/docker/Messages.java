package org.nrnwheel.docker;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the words for people out of errors of the engine. */
final class Messages {
    private static final Pattern JSON = Pattern.compile("\"(?:message|cause)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private Messages() {}

    static String of(Throwable error) {
        Throwable deepest = error;
        String text = text(error.getMessage());
        while (text.isEmpty() || deepest.getMessage() == null || isOnlyCause(deepest)) {
            Throwable cause = deepest.getCause();
            if (cause == null) {
                break;
            }
            deepest = cause;
            text = text(deepest.getMessage());
        }
        return text.isEmpty() ? deepest.getClass().getSimpleName() : text;
    }

    /** An exception that was made of its cause says the cause's name and message. */
    private static boolean isOnlyCause(Throwable error) {
        return error.getCause() != null
                && String.valueOf(error.getMessage()).equals(error.getCause().toString());
    }

    private static String text(@Nullable String message) {
        if (message == null) {
            return "";
        }
        Matcher matcher = JSON.matcher(message);
        return (matcher.find() ? matcher.group(1).replace("\\n", " ").replace("\\\"", "\"") : message).strip();
    }
}
