package org.nrnwheel.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;

/** Asks an engine not to compress its answers: files on their way out are compressed already, and it takes longer than the way. */
final class PlainHttpClient implements DockerHttpClient {
    private final DockerHttpClient client;

    PlainHttpClient(DockerHttpClient client) {
        this.client = client;
    }

    @Override
    public Response execute(Request request) {
        return client.execute(Request.builder()
                .from(request)
                .putHeader("Accept-Encoding", "identity")
                .build());
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
