package org.nrnwheel.report;

/** Writes a build report as JUnit XML. */
public final class JunitXmlReport {
    private JunitXmlReport() {}
}
