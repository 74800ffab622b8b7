package org.nrnwheel.docker;

import org.nrnwheel.request.InvalidRequestException;

/**
 * The parts of an image's name.
 *
 * @param repository registry and path
 * @param tag the tag; empty when the name has a digest
 * @param digest the digest with its {@code @}, or empty
 */
record ImageName(String repository, String tag, String digest) {
    /** What Docker's own registry is called in files of credentials. */
    static final String DOCKER_HUB = "https://index.docker.io/v1/";

    static ImageName parse(String name) {
        if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9._/:@-]*")) {
            throw new InvalidRequestException(
                    "not an image's name: '" + name + "'", "Write REPOSITORY:TAG or REPOSITORY@DIGEST.");
        }
        int at = name.indexOf('@');
        if (at >= 0) {
            return new ImageName(name.substring(0, at), "", name.substring(at));
        }
        int colon = name.lastIndexOf(':');
        boolean tagged = colon > name.lastIndexOf('/');
        return new ImageName(
                tagged ? name.substring(0, colon) : name, tagged ? name.substring(colon + 1) : "latest", "");
    }

    /** The whole name; without a tag, engines would fetch all tags. */
    String withTag() {
        return digest.isEmpty() ? repository + ":" + tag : repository + digest;
    }

    /** The registry, as files of credentials name it. */
    String registry() {
        int slash = repository.indexOf('/');
        String first = slash < 0 ? "" : repository.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        return host ? first : DOCKER_HUB;
    }
}
