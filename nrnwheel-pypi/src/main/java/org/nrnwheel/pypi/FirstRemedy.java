package org.nrnwheel.pypi;

/** What to do about the first wheel that failed; with it nothing else is begun. Safe for use by several threads. */
final class FirstRemedy {
    private String text = "";

    synchronized void set(String remedy) {
        text = text.isEmpty() ? remedy : text;
    }

    synchronized boolean isSet() {
        return !text.isEmpty();
    }

    synchronized String text() {
        return text;
    }
}
