package org.nrnwheel.index;

/** A static package index in a directory. */
public final class SimpleIndex {
    private SimpleIndex() {}
}
