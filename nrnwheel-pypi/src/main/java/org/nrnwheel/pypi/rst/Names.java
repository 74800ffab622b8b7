package org.nrnwheel.pypi.rst;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that a text gives and uses. Used by one thread, once. */
final class Names {
    /** Roles that docutils knows; those that it cannot do are left to it. */
    private static final Set<String> ROLES = Set.of(
            ("abbreviation ab acronym ac code emphasis literal math pep-reference pep rfc-reference rfc strong subscript sub"
                            + " superscript sup title-reference title t raw index i anonymous-reference citation-reference"
                            + " footnote-reference named-reference substitution-reference uri-reference uri url target"
                            + " restructuredtext-unimplemented-role")
                    .split(" ", -1));

    /** Something that is referred to. */
    private record Use(int line, String name) {}

    private final Set<String> roles = new HashSet<>(ROLES);
    private final Set<String> targets = new HashSet<>();
    private final Map<String, String> urls = new HashMap<>();
    private final Set<String> substitutions = new HashSet<>();
    private final List<Use> references = new ArrayList<>();
    private final List<Use> substituted = new ArrayList<>();
    private boolean unsure;
    private int nameless;
    private int lastNameless = 1;

    /** Says that a part was not read which may give names: none is missed from now on. */
    void unsure() {
        unsure = true;
    }

    void role(String name) {
        roles.add(name.toLowerCase(Locale.ROOT));
    }

    boolean isRole(String name) {
        return roles.contains(name.toLowerCase(Locale.ROOT));
    }

    void target(String name) {
        targets.add(normal(name));
    }

    boolean isTarget(String name) {
        return targets.contains(normal(name));
    }

    /** A target with a URL; two of one name must have the same. */
    void target(int line, String name, String url) throws Fault {
        String known = urls.putIfAbsent(normal(name), url);
        if (known != null && !known.equals(url)) {
            throw new Fault(line, "the target '" + name + "' has another URL before");
        }
        target(name);
    }

    void substitution(String name) {
        substitutions.add(normal(name));
    }

    void reference(int line, String name) {
        references.add(new Use(line, normal(name)));
    }

    void substituted(int line, String name) {
        substituted.add(new Use(line, normal(name)));
    }

    /** A target without a name; references without a name lead to one each. */
    void namelessTarget(int line) {
        nameless++;
        lastNameless = line;
    }

    void namelessReference(int line) {
        nameless--;
        lastNameless = line;
    }

    /** Insists that all is there that is referred to. */
    void require() throws Fault {
        if (nameless != 0 && !unsure) {
            throw new Fault(
                    lastNameless,
                    nameless > 0
                            ? "there are more targets without a name than references without one"
                            : "there are more references without a name (ending in __) than targets without one");
        }
        Optional<Use> lost = first(references, targets);
        if (lost.isPresent()) {
            throw new Fault(
                    lost.get().line(), "there is no target '" + lost.get().name() + "'");
        }
        Optional<Use> undefined = first(substituted, substitutions);
        if (undefined.isPresent()) {
            throw new Fault(
                    undefined.get().line(),
                    "there is no substitution '" + undefined.get().name() + "'");
        }
    }

    private Optional<Use> first(List<Use> uses, Set<String> known) {
        return unsure
                ? Optional.empty()
                : uses.stream().filter(use -> !known.contains(use.name())).findFirst();
    }

    private static String normal(String name) {
        return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
