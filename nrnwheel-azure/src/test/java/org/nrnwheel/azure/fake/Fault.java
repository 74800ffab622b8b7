package org.nrnwheel.azure.fake;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What goes wrong with requests.
 *
 * @param requests method and path of those that it befalls
 * @param times how many of them
 * @param kind what becomes of them
 * @param status the status that is answered instead
 * @param headers further headers of that answer
 * @param after how many bytes of the answer are sent before it breaks
 */
public record Fault(Pattern requests, int times, Kind kind, int status, Map<String, String> headers, int after) {
    /** What becomes of a request. */
    public enum Kind {
        /** It is answered with another status, and not carried out. */
        STATUS,
        /** It is answered with the page on which people sign in. */
        SIGN_IN,
        /** The connection breaks before it is carried out. */
        LOST,
        /** It is carried out, and the connection breaks before the answer. */
        ANSWER_LOST,
        /** The connection breaks in the middle of the answer. */
        BROKEN
    }

    /** Another status. */
    public static Fault status(String requests, int times, int status, Map<String, String> headers) {
        return new Fault(Pattern.compile(requests), times, Kind.STATUS, status, headers, 0);
    }

    /** The page to sign in, with a status. */
    public static Fault signIn(int status) {
        return new Fault(Pattern.compile(".*"), Integer.MAX_VALUE, Kind.SIGN_IN, status, Map.of(), 0);
    }

    /** A connection that breaks. */
    public static Fault of(Kind kind, String requests, int times) {
        return new Fault(Pattern.compile(requests), times, kind, 0, Map.of(), 0);
    }

    /** A connection that breaks after some bytes. */
    public static Fault broken(String requests, int times, int after) {
        return new Fault(Pattern.compile(requests), times, Kind.BROKEN, 0, Map.of(), after);
    }

    Fault once() {
        return new Fault(requests, times - 1, kind, status, headers, after);
    }
}
