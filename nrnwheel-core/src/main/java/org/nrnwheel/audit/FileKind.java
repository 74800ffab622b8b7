package org.nrnwheel.audit;

/** What an ELF file is for. */
public enum FileKind {
    /** A module that Python imports: it has an init function of its own name. */
    EXTENSION,
    /** A shared library or a plugin. */
    LIBRARY,
    /** A program. */
    PROGRAM,
    /** An object file, {@code .o}. */
    OBJECT,
    /** Symbols for debuggers that were split off another file; never loaded. */
    DEBUG
}
