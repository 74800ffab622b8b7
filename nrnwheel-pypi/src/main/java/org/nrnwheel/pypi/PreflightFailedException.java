package org.nrnwheel.pypi;

import java.util.List;
import java.util.stream.Collectors;
import org.nrnwheel.error.WheelException;

/** An index would refuse wheels; nothing was sent. Code {@code preflight-failed}. */
public final class PreflightFailedException extends WheelException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final transient List<PreflightReport> refused;

    PreflightFailedException(List<PreflightReport> refused) {
        super(
                "preflight-failed",
                refused.stream()
                        .map(PreflightReport::toText)
                        .collect(Collectors.joining())
                        .strip(),
                "Mend the wheels; nothing was sent.",
                null);
        this.refused = List.copyOf(refused);
    }

    /**
     * Returns why.
     *
     * @return the reports of the wheels that would be refused
     */
    public List<PreflightReport> refused() {
        return refused;
    }
}
