package org.nrnwheel.run.host;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.nrnwheel.env.Environment;

/** Which variables commands need as the user has them: the way to the network and to package indexes, nothing else. */
public final class PassedOn {
    private static final Pattern NAMES = Pattern.compile(String.join(
            "|",
            "(?i:(?:https?|ftp|all|no)_proxy)",
            "SSL_CERT_(?:FILE|DIR)",
            "(?:REQUESTS|CURL)_CA_BUNDLE",
            "GIT_SSL_CA(?:INFO|PATH)",
            "PIP_(?:CERT|CLIENT_CERT|(?:EXTRA_)?INDEX_URL|NO_INDEX|FIND_LINKS|TRUSTED_HOST|PROXY|CONFIG_FILE"
                    + "|DEFAULT_TIMEOUT|TIMEOUT|RETRIES|CACHE_DIR|KEYRING_PROVIDER)",
            "UV_(?:INDEX|DEFAULT_INDEX|(?:EXTRA_)?INDEX_URL|FIND_LINKS|NO_INDEX|INDEX_[A-Z0-9_]+|NATIVE_TLS"
                    + "|SYSTEM_CERTS|INSECURE_HOST|KEYRING_PROVIDER|HTTP_[A-Z_]+|CACHE_DIR|CONFIG_FILE|OFFLINE"
                    + "|CONCURRENT_[A-Z]+|LINK_MODE|[A-Z_]*MIRROR)"));

    private PassedOn() {}

    /**
     * Returns the names that are set and not empty.
     *
     * @param environment the process environment
     * @return names of variables
     */
    public static Set<String> names(Environment environment) {
        Set<String> names = new TreeSet<>(environment.variables().keySet());
        names.removeIf(name ->
                !NAMES.matcher(name).matches() || environment.variable(name).isEmpty());
        return names;
    }
}
