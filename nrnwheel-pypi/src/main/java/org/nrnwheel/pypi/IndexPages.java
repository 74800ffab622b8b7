package org.nrnwheel.pypi;

import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nrnwheel.index.IndexException;
import org.nrnwheel.net.Origin;

/** Asks an index which files it has and by which hash (PEP 503 and 691). Safe for use by several threads. */
final class IndexPages {
    /** What an index says of a file. */
    enum State {
        SAME,
        OTHER,
        ABSENT,
        /** It does not show its pages, or to others only. */
        UNKNOWN
    }

    private final Http http;
    private final URI index;
    private final Login login;
    private final URI trusted;

    IndexPages(Http http, Repository repository, Login login) {
        this.http = http;
        this.index = repository.indexUrl();
        this.trusted = repository.uploadUrl();
        this.login = login;
    }

    /**
     * Asks about a file.
     *
     * @throws IOException when the index does not answer, or is at fault: asking again may help
     */
    State find(String project, String file, String sha256) throws IOException {
        return find(project, Map.of(file, sha256)).getOrDefault(file, State.UNKNOWN);
    }

    /** Asks about several files of a project, by name with hash, at once. */
    Map<String, State> find(String project, Map<String, String> files) throws IOException {
        URI url = index.resolve(project + "/");
        Answer answer = http.get(url, authorization(url), SimplePage.ACCEPT);
        if (answer.status() >= 500 || answer.status() == 429) {
            throw new IOException(url + " answers with " + answer.summary());
        }
        boolean unknownProject = answer.status() == 404 || answer.status() == 410;
        Map<String, PublishedWheel> links = answer.good() ? links(url, answer) : Map.of();
        Map<String, State> states = new TreeMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            PublishedWheel link = links.get(file.getKey());
            states.put(
                    file.getKey(),
                    link != null
                            ? compare(link, file.getValue())
                            : answer.good() || unknownProject ? State.ABSENT : State.UNKNOWN);
        }
        return states;
    }

    private State compare(PublishedWheel link, String sha256) throws IOException {
        String theirs = link.sha256().isPresent() ? link.sha256().get() : download(link.url());
        return theirs.equalsIgnoreCase(sha256) ? State.SAME : State.OTHER;
    }

    /** An index that names no SHA-256, or only a weak hash, gives the file. */
    private String download(URI url) throws IOException {
        MessageDigest digest = Hashes.newSha256();
        Answer answer = http.download(url, authorization(url), digest::update);
        if (!answer.good()) {
            throw new IOException(url + " answers with " + answer.summary());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Credentials go to where they are for only. */
    private Optional<String> authorization(URI url) throws IOException {
        return Origin.of(trusted).equals(Origin.of(url)) ? login.header() : Optional.empty();
    }

    private static Map<String, PublishedWheel> links(URI page, Answer answer) throws IOException {
        try {
            Map<String, PublishedWheel> links = new TreeMap<>();
            SimplePage.wheels(page, answer)
                    .forEach(wheel -> links.put(wheel.name().fileName(), wheel));
            return links;
        } catch (IndexException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
