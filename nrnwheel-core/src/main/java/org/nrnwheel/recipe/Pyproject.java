package org.nrnwheel.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.nrnwheel.source.SourceException;
import org.nrnwheel.source.SourceTree;

/**
 * What matters here of a {@code pyproject.toml} (PEP 518, PEP 621).
 *
 * @param root the document
 */
record Pyproject(JsonNode root) {
    private static final String FILE = "pyproject.toml";

    static Optional<Pyproject> of(SourceTree tree) {
        return tree.read(FILE).map(text -> parse(tree, text));
    }

    private static Pyproject parse(SourceTree tree, String text) {
        try {
            return new Pyproject(new TomlMapper().readTree(text));
        } catch (JsonProcessingException e) {
            throw new SourceException(
                    tree.directory().resolve(FILE) + " is not valid TOML: " + e.getOriginalMessage(), "Mend it.", e);
        }
    }

    boolean isProject() {
        return root.has("build-system") || root.has("project");
    }

    /** The backend's module; setuptools when none is named (PEP 517). */
    String backend() {
        return root.at("/build-system/build-backend").asText("setuptools.build_meta:__legacy__");
    }

    boolean scikitBuildCore() {
        return backend().startsWith("scikit_build_core");
    }

    boolean meson() {
        return backend().startsWith("mesonpy");
    }

    boolean setuptools() {
        return backend().startsWith("setuptools");
    }

    Optional<String> name() {
        return text("/project/name");
    }

    Optional<String> requiresPython() {
        return text("/project/requires-python");
    }

    boolean dynamicVersion() {
        return StreamSupport.stream(root.at("/project/dynamic").spliterator(), false)
                .anyMatch(field -> field.asText().equals("version"));
    }

    /** Whether the version comes out of the history by setuptools-scm. */
    boolean versionFromHistory() {
        boolean required = StreamSupport.stream(
                        root.at("/build-system/requires").spliterator(), false)
                .map(requirement ->
                        requirement.asText().toLowerCase(Locale.ROOT).replace('_', '-'))
                .anyMatch(requirement -> requirement.startsWith("setuptools-scm"));
        return required || !root.at("/tool/setuptools_scm").isMissingNode();
    }

    boolean fallbackVersion() {
        return !root.at("/tool/setuptools_scm/fallback_version").isMissingNode();
    }

    private Optional<String> text(String pointer) {
        return Optional.of(root.at(pointer)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }
}
