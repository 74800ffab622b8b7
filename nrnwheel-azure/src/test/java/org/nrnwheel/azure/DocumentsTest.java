package org.nrnwheel.azure;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nrnwheel.azure.fake.Exchange;

/** What the other tests rely on: requests and answers that are not as documented are found. */
class DocumentsTest {
    private static final String BASE = "/neuronsimulator/nrn/_apis/";

    private static Exchange exchange(String method, String path, String request, String answer) {
        Headers headers = new Headers();
        headers.add("Content-Type", "application/json");
        return new Exchange(
                method,
                URI.create(BASE + path),
                headers,
                request,
                200,
                "application/json",
                answer.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsDocumentedIsTaken() {
        assertThatCode(() -> {
                    Documents.check(exchange(
                            "POST",
                            "pipelines/1/runs?api-version=7.1",
                            "{\"variables\":{\"A\":{\"value\":\"\"}},\"templateParameters\":{\"b\":\"c\"}}",
                            "{\"id\":1,\"state\":\"inProgress\",\"_links\":{\"web\":{\"href\":\"x\"}}}"));
                    Documents.check(exchange("GET", "build/builds/1/timeline?api-version=7.1", "", "{\"records\":[]}"));
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST|pipelines/1/runs?api-version=7.1|{\"variable\":{}}|{}",
                "POST|pipelines/1/runs?api-version=7.1|{\"variables\":{\"A\":\"true\"}}|{}",
                "POST|pipelines/1/runs?api-version=7.1|{\"variables\":{\"A\":{\"value\":true}}}|{}",
                "POST|pipelines/1/runs|{}|{}",
                "POST|pipelines/one/runs?api-version=7.1|{}|{}",
                "POST|pipelines/1/runs?api-version=7.1|{}|{\"state\":\"running\"}",
                "PATCH|build/builds/1?api-version=7.1|{\"status\":\"canceled\"}|{}",
                "GET|build/builds/1?api-version=7.1||{\"id\":\"one\"}",
                "GET|build/builds/1/timeline?api-version=7.1||{\"records\":[{\"id\":\"stage\"}]}",
                "GET|build/builds/1/logs?api-version=7.1||{\"logs\":[]}",
                "GET|build/builds?api-version=7.1&queryOrder=newest||[]",
                "GET|build/build/1?api-version=7.1||{}"
            })
    void whatIsNotDocumentedIsFound(String method, String path, String request, String answer) {
        assertThatThrownBy(() -> Documents.check(exchange(method, path, request == null ? "" : request, answer)))
                .isInstanceOf(AssertionError.class);
    }
}
