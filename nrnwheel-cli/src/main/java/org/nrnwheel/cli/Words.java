package org.nrnwheel.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.nrnwheel.request.BuildOptions.Repair;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.TargetSystem;

/** Reads words of the command line. */
final class Words {
    private Words() {}

    static TargetSystem target(String word) {
        return switch (word) {
            case "linux" -> TargetSystem.LINUX;
            case "osx", "macos" -> TargetSystem.MACOS;
            default ->
                throw new InvalidRequestException("not a system to build for: '" + word + "'", "Write linux or osx.");
        };
    }

    static Repair repair(String word) {
        return switch (word) {
            case "nrnwheel" -> Repair.NRNWHEEL;
            case "auditwheel" -> Repair.AUDITWHEEL;
            default ->
                throw new InvalidRequestException("not an engine: '" + word + "'", "Write nrnwheel or auditwheel.");
        };
    }

    /** A day means all that was there when it ended. */
    static Instant day(String word) {
        try {
            return word.contains("T")
                    ? Instant.parse(word)
                    : LocalDate.parse(word)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeException e) {
            throw new InvalidRequestException(
                    "not a day: '" + word + "'", "Write 2024-03-31, or a time such as 2024-03-31T12:00:00Z.");
        }
    }

    /** Splits NAME=VALUE at the first equals sign. */
    static String[] pair(String option, String word) {
        int equals = word.indexOf('=');
        if (equals < 1) {
            throw new InvalidRequestException(
                    option + " takes NAME=VALUE, not '" + word + "'", "Write " + option + " NAME=VALUE.");
        }
        return new String[] {word.substring(0, equals), word.substring(equals + 1)};
    }
}
