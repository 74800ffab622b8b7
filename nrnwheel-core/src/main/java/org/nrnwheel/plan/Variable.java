package org.nrnwheel.plan;

/**
 * A value that is never in a plan: a secret, or a variable of the environment that is passed on, such as a proxy with its
 * password. Plans, their JSON and scripts hold the name alone.
 *
 * @param name name of the secret or of the environment variable
 */
public record Variable(String name) implements Value {
    /**
     * Checks the name.
     *
     * @param name letters, digits and underscores
     */
    public Variable {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("not a name of letters, digits and underscores: " + name);
        }
    }
}
