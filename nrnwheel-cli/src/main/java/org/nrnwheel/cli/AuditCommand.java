package org.nrnwheel.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.nrnwheel.WheelAuditor;
import org.nrnwheel.audit.AuditReport;
import org.nrnwheel.report.PlainText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Audits wheels. */
@Command(
        name = "audit",
        description = {
            "Says which platform tag fits a Linux wheel, what forbids a better one, and what is wrong with the wheel.",
            "The answer depends on the wheel alone."
        },
        footer = {
            "",
            "Exit codes: 0 no finding is an error, 15 one is, 10 no wheel;",
            "with --auditwheel-json 1 when a wheel has no answer.",
            "docs/exit-codes.md says what to do."
        })
final class AuditCommand extends Helped implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "WHEEL", description = "The wheels.")
    private List<Path> wheels = new ArrayList<>();

    @ArgGroup
    private Form form = new Form();

    @Mixin
    private AuditorOptions auditing = new AuditorOptions();

    @Option(
            names = "--library-dir",
            paramLabel = "DIR",
            description = "Look external libraries up here and say apart what they would add. Repeatable.")
    private List<Path> libraryDirectories = new ArrayList<>();

    @Option(names = "--sysroot", paramLabel = "DIR", description = "The same in a Linux system below a directory.")
    private Optional<Path> sysroot = Optional.empty();

    /** How the answer is printed: text unless one of these is given. */
    private static final class Form {
        @Option(names = "--json", description = "Print an array of docs/schemas/audit-report.schema.json.")
        private boolean json;

        @Option(
                names = "--auditwheel-json",
                description = "Print what 'auditwheel show --json' prints, a line for each wheel.")
        private boolean auditwheel;

        @Option(names = "--explain", description = "Print what forbids each better tag.")
        private boolean explain;

        @Option(names = "--sarif", description = "Print the findings as SARIF 2.1.0.")
        private boolean sarif;
    }

    AuditCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        WheelAuditor auditor = auditor();
        List<Answer<AuditReport>> answers =
                Answer.each(console.absolute(wheels), Runtime.getRuntime().availableProcessors(), auditor::report);
        print(answers);
        answers.forEach(answer -> answer.error().ifPresent(console::error));
        return exit(answers);
    }

    private WheelAuditor auditor() {
        WheelAuditor auditor = auditing.auditor()
                .librariesIn(libraryDirectories.stream().map(console::absolute).toArray(Path[]::new));
        return sysroot.isPresent() ? auditor.sysroot(console.absolute(sysroot.get())) : auditor;
    }

    private void print(List<Answer<AuditReport>> answers) {
        List<AuditReport> reports =
                answers.stream().flatMap(answer -> answer.value().stream()).toList();
        if (form.auditwheel) {
            answers.forEach(answer -> console.answer(
                    answer.value().map(AuditReport::toAuditwheelJson).orElseGet(() -> unread(answer))));
        } else if (form.json) {
            console.answer(AuditReport.toJson(reports));
        } else if (form.sarif) {
            console.answer(AuditReport.toSarif(reports));
        } else {
            reports.forEach(report -> console.answer(PlainText.of(form.explain ? report.explain() : report.toText())));
        }
    }

    private static String unread(Answer<AuditReport> answer) {
        return AuditReport.toAuditwheelJson(
                String.valueOf(answer.wheel().getFileName()),
                answer.error().map(Throwable::getMessage).orElse(""));
    }

    private int exit(List<Answer<AuditReport>> answers) {
        if (form.auditwheel) {
            boolean refused = answers.stream()
                    .anyMatch(answer ->
                            answer.value().flatMap(AuditReport::verdict).isEmpty());
            return refused ? 1 : 0;
        }
        boolean faulty = answers.stream()
                .anyMatch(
                        answer -> answer.value().filter(AuditReport::hasErrors).isPresent());
        return Answer.firstError(answers).map(ExitCodes::of).orElse(faulty ? ExitCodes.AUDIT_FAILED : 0);
    }
}
