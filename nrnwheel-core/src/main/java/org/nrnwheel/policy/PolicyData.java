package org.nrnwheel.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;
import org.nrnwheel.tag.Architecture;

/** Reads {@code policies.json}, in which each policy says only what it allows more than the one before. */
final class PolicyData {
    private static final String FILE = "policies.json";
    /** musl's libc has another soname for each architecture. */
    private static final Map<Architecture, String> MUSL_NAMES = Map.of(
            Architecture.I686, "x86",
            Architecture.ARMV7L, "armv7");

    /** Read once, when first asked for. */
    private static final class Document {
        static final List<JsonReader> FAMILIES = Json.read(text(), FILE).list("families", each -> each);
    }

    private final Libc libc;
    private final Architecture architecture;
    private final Map<String, Set<String>> versions = new TreeMap<>();
    private final Set<String> libraries = new TreeSet<>();
    private Map<String, Set<String>> blocked = Map.of();

    private PolicyData(Libc libc, Architecture architecture) {
        this.libc = libc;
        this.architecture = architecture;
    }

    /** Returns the policies, best first, without {@code linux}. */
    static List<Policy> read(Libc libc, Architecture architecture) {
        JsonReader family = Document.FAMILIES.stream()
                .filter(each -> each.string("libc").equals(Json.word(libc)))
                .findFirst()
                .orElseThrow();
        PolicyData data = new PolicyData(libc, architecture);
        List<Policy> policies = new ArrayList<>();
        family.list("policies", each -> each).forEach(entry -> data.add(entry, policies));
        return policies;
    }

    private void add(JsonReader entry, List<Policy> policies) {
        entry.strings("libraries").forEach(soname -> libraries.add(fixed(soname)));
        if (entry.has("blocked")) {
            blocked = entry.map("blocked", PolicyData::set);
        }
        JsonReader all = entry.field("versions");
        if (all.has(architecture.token())) {
            all.map(architecture.token(), PolicyData::set)
                    .forEach((prefix, more) -> versions.computeIfAbsent(prefix, name -> new TreeSet<>())
                            .addAll(more));
            policies.add(new Policy(
                    entry.string("name"),
                    entry.strings("aliases"),
                    entry.integer("priority"),
                    architecture,
                    versions,
                    libraries,
                    blocked));
        }
    }

    private static Set<String> set(JsonReader array) {
        return new TreeSet<>(array.items(JsonReader::asString));
    }

    private String fixed(String soname) {
        return libc == Libc.MUSL && soname.equals("libc.so")
                ? "libc.musl-" + MUSL_NAMES.getOrDefault(architecture, architecture.token()) + ".so.1"
                : soname;
    }

    private static String text() {
        try (InputStream in = PolicyData.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not in this build of nrnwheel");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }
}
