package org.nrnwheel.audit;

/** How much a finding weighs. */
public enum Severity {
    /** The wheel breaks for some users, or says of itself what is not so; {@code nrnwheel audit} ends with an error. */
    ERROR,
    /** Likely a fault. */
    WARNING,
    /** Works, but could be smaller or cleaner. */
    ADVICE
}
