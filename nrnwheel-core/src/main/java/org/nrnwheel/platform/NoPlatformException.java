package org.nrnwheel.platform;

import java.util.List;
import org.nrnwheel.error.WheelException;

/** No platform fits; every one that was asked stands in the message with its reason. */
public final class NoPlatformException extends WheelException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what was asked for
     * @param reasons one line for each platform that refused, with its remedy
     */
    public NoPlatformException(String message, List<String> reasons) {
        super(
                "no-platform",
                reasons.isEmpty() ? message : message + "\n  " + String.join("\n  ", reasons),
                "Do what the reasons say, or name another platform, such as host.",
                null);
    }
}
