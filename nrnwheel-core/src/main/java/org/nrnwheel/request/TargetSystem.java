package org.nrnwheel.request;

/** The operating system that wheels are made for. */
public enum TargetSystem {
    /** Linux, glibc or musl. */
    LINUX,
    /** macOS. */
    MACOS
}
