package org.nrnwheel.rootfs;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.PlatformSpec;

/**
 * What a specification says of a root.
 *
 * @param directory the root; empty when none is given
 * @param user the number of the user that commands are, at least 0, which is root
 */
record RootfsSettings(String directory, int user) {
    private static final Set<String> NAMES = Set.of("", "root", "user");

    static RootfsSettings of(PlatformSpec spec) {
        Map<String, String> given = spec.settings();
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(NAMES);
        if (!unknown.isEmpty()) {
            throw new InvalidRequestException(
                    "roots have no setting '" + String.join("', '", unknown) + "'",
                    "Write rootfs:DIRECTORY or rootfs:root=DIRECTORY,user=1000.");
        }
        return new RootfsSettings(
                given.getOrDefault("", given.getOrDefault("root", "")), user(given.getOrDefault("user", "0")));
    }

    private static int user(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new InvalidRequestException(
                    "not a user of a root: '" + text + "'", "Give the user's number, e.g. user=1000.");
        }
        return Integer.parseInt(text);
    }
}
