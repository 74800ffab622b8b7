package org.nrnwheel.testkit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.Exit.Outcome;

/**
 * What a fake command does.
 *
 * @param out what it prints
 * @param err what it prints on standard error
 * @param files files that it writes, by place
 * @param exit how it ends
 */
public record FakeAnswer(String out, String err, Map<Place, String> files, Exit exit) {
    /**
     * Copies the map.
     */
    public FakeAnswer {
        files = Map.copyOf(files);
    }

    /**
     * Ends well and prints.
     *
     * @param out what it prints
     * @return the answer
     */
    public static FakeAnswer prints(String out) {
        return new FakeAnswer(out, "", Map.of(), new Exit(Outcome.EXITED, 0, Duration.ZERO, ""));
    }

    /**
     * Ends with an exit code and prints nothing.
     *
     * @param code the code
     * @return the answer
     */
    public static FakeAnswer exit(int code) {
        return ends(new Exit(Outcome.EXITED, code, Duration.ZERO, ""));
    }

    /**
     * Ends in some way and prints nothing.
     *
     * @param exit the end
     * @return the answer
     */
    public static FakeAnswer ends(Exit exit) {
        return new FakeAnswer("", "", Map.of(), exit);
    }

    /**
     * Makes this answer with errors printed.
     *
     * @param text what it prints on standard error
     * @return the changed answer
     */
    public FakeAnswer withErr(String text) {
        return new FakeAnswer(out, text, files, exit);
    }

    /**
     * Makes this answer write a file.
     *
     * @param place where
     * @param content its content
     * @return the changed answer
     */
    public FakeAnswer withFile(Place place, String content) {
        Map<Place, String> more = new HashMap<>(files);
        more.put(place, content);
        return new FakeAnswer(out, err, more, exit);
    }
}
