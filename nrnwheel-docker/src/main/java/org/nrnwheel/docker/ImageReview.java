package org.nrnwheel.docker;

import java.nio.file.Path;
import java.util.List;
import org.nrnwheel.env.Environment;
import org.nrnwheel.request.InvalidRequestException;

/**
 * The rule of NEURON's images: what everybody builds in ({@code latest-*}) is pushed only when its Dockerfile is the one of the
 * upstream default branch; {@code feature-*} and other tags are free. Stateless.
 */
public final class ImageReview {
    private ImageReview() {}

    /**
     * Refuses a tag whose Dockerfile was not reviewed.
     *
     * @param image the image that is to be pushed
     * @param source the source tree with the Dockerfile, a clone
     * @param dockerfile the Dockerfile's path in it
     * @param environment the process environment
     * @throws InvalidRequestException when the Dockerfile is changed or cannot be compared
     */
    public static void require(String image, Path source, String dockerfile, Environment environment) {
        if (!ImageName.parse(image).tag().startsWith("latest")) {
            return;
        }
        HostProgram git = new HostProgram(environment);
        List<String> base = List.of("git", "-C", source.toString());
        HostProgram.Result status = git.run(HostProgram.append(base, "status", "--porcelain", "--", dockerfile), "");
        HostProgram.Result upstream =
                git.run(HostProgram.append(base, "diff", "--quiet", "origin/HEAD", "--", dockerfile), "");
        if (status.exit() != 0 || upstream.exit() > 1) {
            throw unreviewed(image, dockerfile, "cannot be compared with the upstream default branch (origin/HEAD)");
        }
        if (!status.out().isBlank()) {
            throw unreviewed(image, dockerfile, "has changes that are not committed");
        }
        if (upstream.exit() == 1) {
            throw unreviewed(image, dockerfile, "differs from the upstream default branch");
        }
    }

    private static InvalidRequestException unreviewed(String image, String dockerfile, String reason) {
        return new InvalidRequestException(
                image + " is what everybody builds in, and " + dockerfile + " " + reason,
                "Have the Dockerfile merged first, push a feature-NAME tag, or say --unreviewed.");
    }
}
