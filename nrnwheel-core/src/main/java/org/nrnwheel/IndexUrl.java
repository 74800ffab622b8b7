package org.nrnwheel;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nrnwheel.env.Secret;
import org.nrnwheel.request.InvalidRequestException;

/**
 * The URL of an index. A user and a password in it are taken out: what is shown holds neither. Immutable.
 *
 * @param shown the URL without them
 * @param whole the URL with them
 * @param hidden what must not be shown, in all the spellings in which programs write it; none without a password
 */
record IndexUrl(String shown, Secret whole, List<Secret> hidden) {
    private static final String NAME = "NRNWHEEL_INDEX_URL";
    /** A password may hold what other parts may not, an @ too. */
    private static final Pattern URL = Pattern.compile("((?:https?|file)://)(?:(.*)@)?([^@]*)");

    IndexUrl {
        hidden = List.copyOf(hidden);
    }

    /**
     * Reads a URL.
     *
     * @throws InvalidRequestException when it is none
     */
    static IndexUrl parse(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches() || url.chars().anyMatch(Character::isWhitespace)) {
            throw new InvalidRequestException(
                    "an index's URL does not begin with https://, http:// or file://",
                    "Write it as https://USER:PASSWORD@HOST/simple/.");
        }
        Optional<String> user = Optional.ofNullable(matcher.group(2));
        return new IndexUrl(
                matcher.group(1) + matcher.group(3),
                Secret.of(NAME, url),
                user.map(IndexUrl::spellings).orElse(List.of()));
    }

    private static List<Secret> spellings(String user) {
        List<String> values = new ArrayList<>(List.of(user));
        String decoded = decoded(user);
        values.add(decoded);
        values.add(Base64.getEncoder().encodeToString(decoded.getBytes(StandardCharsets.UTF_8)));
        int colon = user.indexOf(':');
        if (colon >= 0) {
            values.add(user.substring(colon + 1));
            values.add(decoded(user.substring(colon + 1)));
        }
        return values.stream().distinct().map(value -> Secret.of(NAME, value)).toList();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // a percent sign that stands for itself
            return text;
        }
    }

    @Override
    public String toString() {
        return shown;
    }
}
