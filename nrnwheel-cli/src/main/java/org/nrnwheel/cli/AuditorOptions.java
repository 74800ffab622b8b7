package org.nrnwheel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.nrnwheel.WheelAuditor;
import org.nrnwheel.audit.Severity;
import org.nrnwheel.request.InvalidRequestException;
import picocli.CommandLine.Option;

/** How wheels are audited. */
final class AuditorOptions {
    @Option(
            names = "--exclude",
            paramLabel = "LIB",
            description = "A library, by soname, that is somebody else's matter; * and ? as in a shell. Repeatable.")
    private List<String> excludes = new ArrayList<>();

    @Option(
            names = "--level",
            paramLabel = "ID=LEVEL",
            description = "Weigh the findings of a check as error, warning or advice. Repeatable.")
    private List<String> levels = new ArrayList<>();

    WheelAuditor auditor() {
        WheelAuditor auditor = WheelAuditor.hermetic().exclude(excludes.toArray(String[]::new));
        for (String level : levels) {
            String[] pair = Words.pair("--level", level);
            auditor = auditor.level(pair[0], severity(pair[1]));
        }
        return auditor;
    }

    private static Severity severity(String word) {
        return Stream.of(Severity.values())
                .filter(severity -> severity.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidRequestException("not a level: '" + word + "'", "Write error, warning or advice."));
    }
}
