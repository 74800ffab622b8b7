package org.nrnwheel.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.event.BuildListener;

/**
 * What a build needs and is not data. Immutable, as far as what it holds is.
 *
 * @param environment the process environment
 * @param platform the platform's instance, instead of looking for one
 * @param listeners who hears the build's events
 * @param secrets values that are never shown
 * @param classLoader where providers are looked for; nothing: the class loader of this library
 * @param keepOnFailure whether the workspace of a job that fails stays, to be looked at
 */
public record BuildContext(
        Environment environment,
        Optional<Platform> platform,
        List<BuildListener> listeners,
        List<Secret> secrets,
        Optional<ClassLoader> classLoader,
        boolean keepOnFailure) {
    /**
     * Copies what can change.
     */
    public BuildContext {
        listeners = List.copyOf(listeners);
        secrets = List.copyOf(secrets);
    }

    /**
     * Makes the context of this process: its environment, no listeners, platforms by discovery.
     *
     * @return the context
     */
    public static BuildContext standard() {
        return new BuildContext(Environment.system(), Optional.empty(), List.of(), List.of(), Optional.empty(), false);
    }

    /**
     * Makes this context with another environment.
     *
     * @param changed the environment
     * @return the changed context
     */
    public BuildContext withEnvironment(Environment changed) {
        return new BuildContext(changed, platform, listeners, secrets, classLoader, keepOnFailure);
    }

    /**
     * Makes this context with a platform's instance; discovery is off then.
     *
     * @param instance the platform
     * @return the changed context
     */
    public BuildContext withPlatform(Platform instance) {
        return new BuildContext(environment, Optional.of(instance), listeners, secrets, classLoader, keepOnFailure);
    }

    /**
     * Makes this context with one more listener.
     *
     * @param listener the listener
     * @return the changed context
     */
    public BuildContext withListener(BuildListener listener) {
        List<BuildListener> more = new ArrayList<>(listeners);
        more.add(listener);
        return new BuildContext(environment, platform, more, secrets, classLoader, keepOnFailure);
    }

    /**
     * Makes this context with one more secret.
     *
     * @param secret the secret
     * @return the changed context
     */
    public BuildContext withSecret(Secret secret) {
        List<Secret> more = new ArrayList<>(secrets);
        more.add(secret);
        return new BuildContext(environment, platform, listeners, more, classLoader, keepOnFailure);
    }

    /**
     * Makes this context look for providers elsewhere.
     *
     * @param loader the class loader
     * @return the changed context
     */
    public BuildContext withClassLoader(ClassLoader loader) {
        return new BuildContext(environment, platform, listeners, secrets, Optional.of(loader), keepOnFailure);
    }

    /**
     * Makes this context keep the workspaces of jobs that fail.
     *
     * @return the changed context
     */
    public BuildContext withKeepOnFailure() {
        return new BuildContext(environment, platform, listeners, secrets, classLoader, true);
    }
}
