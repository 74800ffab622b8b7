package org.nrnwheel.azure;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.nrnwheel.azure.fake.Exchange;

/**
 * Holds requests and answers to Microsoft's OpenAPI documents of Pipelines and Build 7.1, which {@code scripts/trim-azure-documents} has
 * trimmed. Errors are documented nowhere: of those the request alone is held to them. Lists are documented as arrays, and Azure puts them
 * into {@code {"count": …, "value": […]}}.
 */
final class Documents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Document PIPELINES = document("pipelines-7.1.json");
    private static final Document BUILD = document("build-7.1.json");

    private Documents() {}

    /** Requests may have no other fields than documented; Azure's own answers have some, such as those of {@code _links}. */
    private record Document(OpenApiInteractionValidator strict, OpenApiInteractionValidator open) {}

    private static Document document(String name) {
        try (InputStream in = Objects.requireNonNull(Documents.class.getResourceAsStream(name), name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            LevelResolver further = LevelResolver.create()
                    .withLevel("validation.schema.additionalProperties", ValidationReport.Level.IGNORE)
                    .build();
            return new Document(
                    OpenApiInteractionValidator.createForInlineApiSpecification(text)
                            .build(),
                    OpenApiInteractionValidator.createForInlineApiSpecification(text)
                            .withLevelResolver(further)
                            .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void check(Exchange exchange) {
        Document document = exchange.uri().getPath().contains("/_apis/pipelines/") ? PIPELINES : BUILD;
        ValidationReport report = document.strict().validateRequest(request(exchange));
        if (exchange.status() == 200
                && !exchange.type().startsWith("text/html")) { // the page to sign in is documented nowhere
            report = report.merge(document.open()
                    .validateResponse(
                            exchange.uri().getPath(), Request.Method.valueOf(exchange.method()), response(exchange)));
        }
        if (report.hasErrors()) {
            throw new AssertionError(report.getMessages().stream()
                    .map(message -> message.getKey() + ": " + message.getMessage())
                    .collect(Collectors.joining("; ")));
        }
    }

    private static SimpleRequest request(Exchange exchange) {
        SimpleRequest.Builder request =
                new SimpleRequest.Builder(exchange.method(), exchange.uri().getPath());
        exchange.headers().forEach((name, values) -> request.withHeader(name, values));
        for (String pair : Optional.ofNullable(exchange.uri().getRawQuery())
                .orElse("none=")
                .split("&", -1)) {
            String[] words = pair.split("=", 2);
            request.withQueryParam(
                    URLDecoder.decode(words[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(words[1], StandardCharsets.UTF_8));
        }
        return (exchange.request().isEmpty() ? request : request.withBody(exchange.request())).build();
    }

    private static SimpleResponse response(Exchange exchange) {
        return SimpleResponse.Builder.status(exchange.status())
                .withContentType(exchange.type())
                .withBody(exchange.type().startsWith("application/json") ? unwrapped(exchange.text()) : exchange.text())
                .build();
    }

    private static String unwrapped(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node.path("value").isArray() && node.has("count")
                    ? node.get("value").toString()
                    : text;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
