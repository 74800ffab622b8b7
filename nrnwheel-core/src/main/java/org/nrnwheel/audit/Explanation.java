package org.nrnwheel.audit;

/** Says why a wheel has no better tag. */
final class Explanation {
    private Explanation() {}

    static String write(AuditReport report) {
        StringBuilder text = new StringBuilder(report.wheel()).append('\n');
        report.refusal()
                .ifPresent(
                        why -> text.append("  cannot be judged: ").append(why).append('\n'));
        report.verdict().ifPresent(verdict -> write(text, verdict));
        report.otherVerdicts().forEach(verdict -> write(text, verdict));
        return text.toString();
    }

    private static void write(StringBuilder text, Verdict verdict) {
        text.append("  fits ").append(verdict.overall()).append('\n');
        if (verdict.steps().isEmpty()) {
            text.append("  there is no better tag\n");
            return;
        }
        TagStep next = verdict.steps().get(0);
        text.append("  for ")
                .append(next.tag())
                .append(", the next better tag: ")
                .append(next.singleChange().orElse("no single change is enough"))
                .append('\n');
        verdict.steps().forEach(step -> {
            text.append("  not ").append(step.tag()).append(":\n");
            step.blockers()
                    .forEach(blocker -> text.append("    ").append(blocker).append('\n'));
        });
    }
}
