package org.nrnwheel.platform;

import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.PlatformSpec;

/** Offers a platform; found by {@link java.util.ServiceLoader}. Stateless. */
public interface PlatformProvider {
    /**
     * Returns the scheme that names this platform.
     *
     * @return e.g. {@code host}
     */
    String scheme();

    /**
     * Returns the rank when nobody names a platform.
     *
     * @return the highest is asked first; below 0 it is never chosen by itself
     */
    int priority();

    /**
     * Offers a platform for a request. Quick and read-only.
     *
     * @param spec the settings, perhaps none
     * @param request what is to be built
     * @param context the environment and what else is not data
     * @return a platform, or a refusal with its reason
     */
    Offer offer(PlatformSpec spec, BuildRequest request, BuildContext context);

    /** A platform, or why there is none. */
    sealed interface Offer {
        /**
         * A platform that is there.
         *
         * @param platform the platform
         */
        record Ready(Platform platform) implements Offer {}

        /**
         * A platform that is not there.
         *
         * @param reason why
         * @param remedy what would make it be there
         */
        record Refused(String reason, String remedy) implements Offer {}
    }
}
