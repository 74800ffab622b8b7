package org.nrnwheel.env;

import java.util.Objects;

/**
 * A value that must not be shown: never in {@code toString}, an exception, an event, a log, a plan or the arguments of a
 * process. Plans and scripts hold its name only. Immutable, safe for use by several threads.
 */
public final class Secret {
    private final String name;
    private final String value;

    private Secret(String name, String value) {
        this.name = Objects.requireNonNull(name, "name");
        this.value = Objects.requireNonNull(value, "value");
    }

    /**
     * Makes a secret.
     *
     * @param name what plans and scripts call it, e.g. {@code INDEX_TOKEN}; a valid environment variable name
     * @param value the value to hide
     * @return the secret
     */
    public static Secret of(String name, String value) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("not a name of letters, digits and underscores: " + name);
        }
        return new Secret(name, value);
    }

    /**
     * Returns the name, which may be shown.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Returns the value itself. Give it to nothing that prints.
     *
     * @return the hidden value
     */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && name.equals(that.name) && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /**
     * Shows the name alone.
     *
     * @return the name in angle brackets
     */
    @Override
    public String toString() {
        return "Secret<" + name + ">";
    }
}
