package org.nrnwheel.docker;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.AuthConfig;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.platform.PlatformException;

/** A registry of images, by its host name. Immutable. */
public final class Registry {
    private final String host;
    private final Environment environment;

    private Registry(String host, Environment environment) {
        this.host = host;
        this.environment = environment;
    }

    /**
     * Names a registry.
     *
     * @param host its host, with the port where it needs one
     * @param environment the process environment, which names the engine and where credentials are kept
     * @return the registry
     */
    public static Registry of(String host, Environment environment) {
        return new Registry(host, environment);
    }

    /**
     * Logs in and keeps the credentials where Docker keeps them: with the helper that {@code config.json} names, else in that
     * file, which only the user can read then.
     *
     * @param user the user, or {@code <token>} when the password is an identity token
     * @param password the password or token
     * @throws PlatformException when the registry refuses them or does not answer; nothing is kept then
     */
    public void login(String user, Secret password) {
        AuthConfig auth =
                new AuthConfig().withRegistryAddress(host).withUsername(user).withPassword(password.reveal());
        try (Engine engine = Engine.connectForLogin(environment, auth)) {
            engine.client().authCmd().withAuthConfig(auth).exec();
        } catch (DockerException e) {
            // Its text is the registry's answer; the request with the password is not in it.
            throw new PlatformException(
                    "cannot log in to " + host + " as " + user + ": "
                            + Messages.of(e).replace(password.reveal(), password.toString()),
                    "Look at user and password, and whether the registry's name is right.",
                    null);
        }
        new Credentials(environment).keep(host, user, password);
    }
}
