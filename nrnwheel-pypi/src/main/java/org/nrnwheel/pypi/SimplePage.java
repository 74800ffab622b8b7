package org.nrnwheel.pypi;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nrnwheel.index.IndexException;
import org.nrnwheel.json.InvalidJsonException;
import org.nrnwheel.json.Json;
import org.nrnwheel.tag.WheelName;

/** The page of a project: JSON (PEP 691) or HTML (PEP 503), with what was taken back (PEP 592). */
final class SimplePage {
    /** Asks for it. */
    static final String ACCEPT =
            "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1";

    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern FRAGMENT = Pattern.compile("sha256=([0-9a-fA-F]{64})");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([a-zA-Z][a-zA-Z0-9-]*+)(?:\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"'>]++)))?+");

    private SimplePage() {}

    /**
     * Lists the wheels of a page.
     *
     * @throws IndexException when the page cannot be read, or a wheel on it could be changed on its way
     */
    static List<PublishedWheel> wheels(URI page, Answer answer) {
        try {
            return answer.type().contains("json") ? json(page, answer.text()) : html(page, answer.text());
        } catch (InvalidJsonException | IllegalArgumentException e) {
            throw new IndexException(
                    page + " cannot be read: " + e.getMessage(), "See that the URL is that of an index (PEP 503).", e);
        }
    }

    private static List<PublishedWheel> json(URI page, String text) {
        List<PublishedWheel> wheels = new ArrayList<>();
        for (JsonNode file : Json.tree(text).path("files")) {
            JsonNode yanked = file.path("yanked");
            wheel(
                            file.path("filename").asText(),
                            page.resolve(file.path("url").asText()),
                            file.path("hashes").path("sha256").asText(),
                            yanked.isTextual() ? !yanked.asText().isEmpty() : yanked.asBoolean())
                    .ifPresent(wheels::add);
        }
        return wheels;
    }

    private static List<PublishedWheel> html(URI page, String text) {
        List<PublishedWheel> wheels = new ArrayList<>();
        for (int start = text.indexOf('<'); start >= 0; start = text.indexOf('<', start + 1)) {
            if (text.startsWith("<!--", start)) {
                start = Math.max(start, text.indexOf("-->", start));
                continue;
            }
            int end = isTag(text, start) ? end(text, start) : start;
            Map<String, String> attributes =
                    isAnchor(text, start, end) ? attributes(text.substring(start + 2, end)) : Map.of();
            start = end;
            String href = attributes.get("href");
            if (href != null) {
                URI url = page.resolve(href.replace("&amp;", "&").replace(" ", "%20"));
                Matcher hash = FRAGMENT.matcher(String.valueOf(url.getFragment()));
                wheel(lastPart(url), url, hash.find() ? hash.group(1) : "", attributes.containsKey("data-yanked"))
                        .ifPresent(wheels::add);
            }
        }
        return wheels;
    }

    private static boolean isTag(String text, int start) {
        return start + 1 < text.length() && Character.isLetter(text.charAt(start + 1));
    }

    private static boolean isAnchor(String text, int start, int end) {
        return end > start + 2
                && (text.charAt(start + 1) | ' ') == 'a'
                && Character.isWhitespace(text.charAt(start + 2));
    }

    /** Where a tag ends: at the first bracket outside of quotes. */
    private static int end(String text, int start) {
        char quote = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '>') {
                return i;
            } else if (c == '"' || c == '\'') {
                quote = c;
            }
        }
        return text.length();
    }

    private static Map<String, String> attributes(String tag) {
        Map<String, String> attributes = new TreeMap<>();
        Matcher attribute = ATTRIBUTE.matcher(tag);
        while (attribute.find()) {
            String value = "";
            for (int group = 2; group <= attribute.groupCount(); group++) {
                value = attribute.group(group) == null ? value : attribute.group(group);
            }
            attributes.putIfAbsent(attribute.group(1).toLowerCase(Locale.ROOT), value);
        }
        return attributes;
    }

    private static String lastPart(URI url) {
        String path = String.valueOf(url.getRawPath());
        String part = path.substring(path.lastIndexOf('/') + 1).replace("+", "%2B");
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    /** A name with a separator in it would lead out of the directory that files are kept in. */
    private static Optional<PublishedWheel> wheel(String file, URI url, String sha256, boolean yanked) {
        if (!file.endsWith(".whl") || !file.matches("[A-Za-z0-9._+!-]+")) {
            return Optional.empty();
        }
        WheelName name;
        try {
            name = WheelName.parse(file);
        } catch (IllegalArgumentException e) {
            // An index has files of many years; some are called otherwise than wheels are today.
            return Optional.empty();
        }
        if (!Repository.isSafe(url)) {
            throw new IndexException(
                    "what is read from " + url + " could be changed on the way",
                    "Give an index whose files are at https URLs.",
                    null);
        }
        Optional<String> hash =
                Optional.of(sha256).filter(text -> HASH.matcher(text).matches());
        return Optional.of(new PublishedWheel(name, url, hash, yanked));
    }
}
