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
 * @param engine the engine that repairs: {@code nrnwheel}, or {@code auditwheel} for whatever the command runs
 * @param output an empty directory for the repaired wheel
 * @param capture what later steps call the repaired wheel
 * @param command what is called, without the wheel: a tool, or {@code nrnwheel repair} where nrnwheel repairs in its own
 *     process. Its environment, and what stands before {@code nrnwheel}, such as a shell that loads a module, say where libraries
 *     are looked for first ({@code LD_LIBRARY_PATH}), and the environment the time of the wheel's entries
 *     ({@code SOURCE_DATE_EPOCH})
 */
public record RepairStep(
        String name,
        Captured wheel,
        List<String> excludes,
        Optional<String> platformTag,
        String engine,
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
