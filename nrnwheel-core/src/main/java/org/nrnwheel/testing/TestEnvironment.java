package org.nrnwheel.testing;

/** Where a wheel is installed for its test. */
public enum TestEnvironment {
    /** A fresh virtual environment. */
    VENV,
    /** The home directory of a user who never installed anything ({@code pip install --user}). */
    USER,
    /** A directory on PYTHONPATH ({@code pip install --target}). */
    TARGET,
    /**
     * The interpreter's own prefix: where the platform throws its whole system away with the workspace, that of the
     * interpreter itself, else that of a copy of it.
     */
    SYSTEM,
    /** A virtual environment that nobody may write to once the wheel is installed, as an administrator's is for users. */
    READONLY
}
