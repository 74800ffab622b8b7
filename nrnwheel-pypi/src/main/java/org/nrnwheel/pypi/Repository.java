package org.nrnwheel.pypi;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.net.Proxies;
import org.nrnwheel.request.InvalidRequestException;

/**
 * Where wheels are uploaded to, and the index that then has them. A user and a password in a URL are taken out: what is
 * shown holds neither. Immutable.
 */
public final class Repository {
    private static final Pattern URL = Pattern.compile("(?i)(https?://)(?:(.*)@)?([^@/?#]+)([^?#]*)");

    /** The indexes that everybody knows by name. */
    private enum Known {
        PYPI("https://upload.pypi.org/legacy/", "https://pypi.org/simple/", "https://pypi.org/"),
        TESTPYPI("https://test.pypi.org/legacy/", "https://test.pypi.org/simple/", "https://test.pypi.org/");

        private final String upload;
        private final String index;
        private final String identities;

        Known(String upload, String index, String identities) {
            this.upload = upload;
            this.index = index;
            this.identities = identities;
        }

        Repository repository() {
            return new Repository(
                    name().toLowerCase(Locale.ROOT),
                    URI.create(upload),
                    URI.create(index),
                    URI.create(identities),
                    Optional.empty());
        }
    }

    private final String name;
    private final URI upload;
    private final URI index;
    private final URI identities;
    private final Optional<Credentials> credentials;

    private Repository(String name, URI upload, URI index, URI identities, Optional<Credentials> credentials) {
        this.name = name;
        this.upload = upload;
        this.index = index;
        this.identities = identities;
        this.credentials = credentials;
    }

    /**
     * Returns PyPI.
     *
     * @return the index that everybody installs from
     */
    public static Repository pypi() {
        return Known.PYPI.repository();
    }

    /**
     * Returns TestPyPI.
     *
     * @return PyPI's index for trying
     */
    public static Repository testPypi() {
        return Known.TESTPYPI.repository();
    }

    /**
     * Names an index by the URL of its upload API. Where the index itself is read is guessed: {@code simple/} in the place of
     * {@code legacy/}, else below the URL; see {@link #index}.
     *
     * @param url an https URL; http too on this machine
     * @return the index
     * @throws InvalidRequestException when it is no such URL
     */
    public static Repository url(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches() || url.chars().anyMatch(Character::isWhitespace)) {
            throw new InvalidRequestException(
                    "the repository's URL does not begin with https:// or has a query",
                    "Write it as https://HOST/PATH/.");
        }
        URI upload = uri(matcher.group(1) + matcher.group(3) + matcher.group(4));
        return new Repository(
                upload.toString(),
                upload,
                below(upload),
                upload.resolve("/"),
                Optional.ofNullable(matcher.group(2)).map(Repository::credentials));
    }

    /**
     * Names a static index in a directory, as {@link org.nrnwheel.index.SimpleIndex} writes it.
     *
     * @param directory the directory, made when it is missing
     * @return the index
     */
    public static Repository directory(Path directory) {
        URI url = directory.toAbsolutePath().normalize().toUri();
        return new Repository(url.toString(), url, url, url, Optional.empty());
    }

    /**
     * Finds an index by name: {@code pypi}, {@code testpypi}, or one of the sections of {@code ~/.pypirc}.
     *
     * @param name the name
     * @param environment says where the home directory is
     * @return the index
     * @throws InvalidRequestException when there is none of that name
     */
    public static Repository named(String name, Environment environment) {
        Pypirc pypirc = Pypirc.read(environment);
        for (Known known : Known.values()) {
            if (known.name().equalsIgnoreCase(name)) {
                return known.repository();
            }
        }
        return pypirc.value(name, "repository")
                .map(url -> url(url).named(name))
                .orElseThrow(() -> new InvalidRequestException(
                        "no repository is named '" + name + "'",
                        "Write pypi or testpypi, name one that " + pypirc.file() + " has, or give its URL."));
    }

    /**
     * Says where the index is read.
     *
     * @param url what would stand after {@code --index-url}
     * @return the changed repository
     * @throws InvalidRequestException when it is no URL, or has a user and a password other than the repository's
     */
    public Repository index(String url) {
        Repository other = url(url);
        if (other.credentials.isPresent() && !other.credentials.equals(credentials)) {
            throw new InvalidRequestException(
                    "the index's URL has a user and a password",
                    "Leave them out: on the same host the repository's are used.");
        }
        return new Repository(name, upload, other.upload, identities, credentials);
    }

    /**
     * Returns what the user calls it.
     *
     * @return a name or a URL
     */
    public String name() {
        return name;
    }

    /**
     * Returns where it is uploaded to.
     *
     * @return a URL without credentials
     */
    public URI uploadUrl() {
        return upload;
    }

    /**
     * Returns where it is read.
     *
     * @return a URL without credentials
     */
    public URI indexUrl() {
        return index;
    }

    /** Where tokens are minted for identities of CI systems. */
    URI identities() {
        return identities;
    }

    /** What stood in the URL. */
    Optional<Credentials> credentials() {
        return credentials;
    }

    /** The directory of a static index. */
    Optional<Path> directory() {
        return upload.getScheme().equals("file") ? Optional.of(Path.of(upload)) : Optional.empty();
    }

    /** PyPI and TestPyPI take tokens only, and have rules that are known. */
    boolean isPypi() {
        return name.equals("pypi") || name.equals("testpypi");
    }

    private Repository named(String changed) {
        return new Repository(changed, upload, index, identities, credentials);
    }

    private static URI uri(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidRequestException("not a URL: " + text, "Write it as https://HOST/PATH/.");
        }
        if (uri.getHost() == null || !isSafe(uri)) {
            throw new InvalidRequestException(
                    "what is sent to " + text + " could be read and changed on the way",
                    "Give an https URL; http is for this machine only.");
        }
        return uri;
    }

    /** Says whether what is sent there cannot be read on the way. */
    static boolean isSafe(URI uri) {
        String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
        String host = Objects.requireNonNullElse(uri.getHost(), "").toLowerCase(Locale.ROOT);
        return scheme.equals("https") || (scheme.equals("http") && Proxies.isLoopback(host));
    }

    private static URI below(URI upload) {
        String text = upload.toString();
        String directory = text.endsWith("/") ? text : text + "/";
        return URI.create(
                directory.endsWith("/legacy/") ? directory.replaceFirst("legacy/$", "simple/") : directory + "simple/");
    }

    private static Credentials credentials(String user) {
        int colon = user.indexOf(':');
        String name = colon < 0 ? user : user.substring(0, colon);
        String password = colon < 0 ? "" : user.substring(colon + 1);
        return new Credentials(decoded(name), Secret.of("REPOSITORY_URL", decoded(password)));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // a percent sign that stands for itself
            return text;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
