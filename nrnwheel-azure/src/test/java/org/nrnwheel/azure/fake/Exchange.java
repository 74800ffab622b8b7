package org.nrnwheel.azure.fake;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A request and what it was answered.
 *
 * @param method the method
 * @param uri path and query
 * @param headers those of the request
 * @param request the body of the request
 * @param status the answer's status
 * @param type the answer's content type, perhaps empty
 * @param body the answer's body
 */
@SuppressWarnings("ArrayRecordComponent")
public record Exchange(String method, URI uri, Headers headers, String request, int status, String type, byte[] body) {
    /** The answer as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method + " " + uri + " -> " + status;
    }
}
