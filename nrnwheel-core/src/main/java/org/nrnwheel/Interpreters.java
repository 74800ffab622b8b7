package org.nrnwheel;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.run.host.InterpreterFinder;
import org.nrnwheel.run.host.PythonProvisioner;

/**
 * The Pythons of this host: those that are there, and those that nrnwheel installs into the user's data directory. Safe for
 * use by several threads and processes.
 */
public final class Interpreters {
    private Interpreters() {}

    /**
     * Finds this host's Pythons, with the environment of this process.
     *
     * @return by version, best first for each ABI tag
     */
    public static List<Interpreter> find() {
        return find(Environment.system());
    }

    /**
     * Finds this host's Pythons: those of the manylinux images, on PATH, of pyenv, of uv, in macOS's Frameworks, and those
     * that were provisioned. Each is asked what it is, with a time limit; broken ones are left out. Nothing is written.
     *
     * @param environment the process environment
     * @param given further interpreters, by path
     * @return by version, best first for each ABI tag
     */
    public static List<Interpreter> find(Environment environment, Path... given) {
        return new InterpreterFinder(environment).find(List.of(given));
    }

    /**
     * Returns the versions that can be provisioned on this host without uv.
     *
     * @param environment the process environment
     * @return e.g. {@code 3.12}, ascending
     */
    public static List<String> provisionable(Environment environment) {
        return new PythonProvisioner(environment, line -> {}).versions();
    }

    /**
     * Installs a Python, with the environment of this process; see
     * {@link #provision(String, Environment, Consumer)}.
     *
     * @param version e.g. {@code 3.12}
     * @return the interpreter
     */
    public static Interpreter provision(String version) {
        return provision(version, Environment.system(), line -> {});
    }

    /**
     * Installs a relocatable CPython with headers into {@link Environment#dataDirectory()}. It comes as a Maven artifact,
     * {@code org.bytedeco:cpython}, fetched by {@code mvn}, so that the mirrors, proxies and credentials of the user's
     * {@code settings.xml} count, and is checked against a SHA-256 that this library knows; where there is none, or when
     * that fails, {@code uv python install} is tried if uv is on PATH. What is there already is returned at once. The
     * directory appears by an atomic move: an interrupted installation leaves no Python behind.
     *
     * @param version e.g. {@code 3.12}, {@code 312}, {@code cp312}
     * @param environment the process environment
     * @param progress takes a line for each step
     * @return the interpreter
     * @throws org.nrnwheel.platform.ProvisioningException when it cannot be installed
     */
    public static Interpreter provision(String version, Environment environment, Consumer<String> progress) {
        return new PythonProvisioner(environment, progress).provision(version);
    }
}
