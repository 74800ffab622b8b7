package org.nrnwheel.plan;

import java.util.List;
import java.util.Optional;

/**
 * Repairs a wheel: grafts the libraries that its platform tag does not allow, and renames it.
 *
 * @param name see {@link Step#name()}
 * @param wheel the wheel as it was built
 * @param excludes sonames that are not grafted
 * @param platformTag the platform tag to reach, or nothing for the best that the wheel allows
 * @param output an empty directory for the repaired wheel
 * @param capture what later steps call the repaired wheel
 * @param command the reference tool's command, without the wheel: what the engine {@code auditwheel} runs
 */
public record RepairStep(
        String name,
        Captured wheel,
        List<String> excludes,
        Optional<String> platformTag,
        Place output,
        String capture,
        Command command)
        implements Step {
    /**
     * Copies the list.
     */
    public RepairStep {
        excludes = List.copyOf(excludes);
    }
}
