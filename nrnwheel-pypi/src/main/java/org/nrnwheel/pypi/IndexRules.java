package org.nrnwheel.pypi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What PyPI accepts, as {@code scripts/generate-index-rules} wrote it. */
final class IndexRules {
    /** Classifiers, with what stands for a deprecated one now. */
    static final Map<String, List<String>> CLASSIFIERS = lines("classifiers.txt")
            .map(line -> Arrays.asList(line.split("\t")))
            .collect(Collectors.toUnmodifiableMap(line -> line.get(0), line -> line.subList(1, line.size())));

    /** SPDX identifiers, in lower case. */
    static final Set<String> LICENSES = lowerCase("licenses.txt");

    /** SPDX identifiers of exceptions, in lower case. */
    static final Set<String> LICENSE_EXCEPTIONS = lowerCase("license-exceptions.txt");

    private IndexRules() {}

    private static Set<String> lowerCase(String file) {
        return lines(file).map(line -> line.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(IndexRules.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
