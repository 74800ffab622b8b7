package org.nrnwheel.pypi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;
import org.nrnwheel.request.InvalidRequestException;

class CredentialsTest {
    private static final String PYPIRC = """
            # mine
            [distutils]
            index-servers =
                pypi
                private

            [pypi]
            password = pypi-token

            [private]
            repository: https://index.example.org/ci/legacy/
            username = me
            password = a=b:c%d # not a comment
            """;

    @TempDir
    private Path home;

    private Environment environment(String... pairs) {
        Map<String, String> variables = new HashMap<>(Map.of("HOME", home.toString()));
        for (int i = 0; i < pairs.length; i += 2) {
            variables.put(pairs[i], pairs[i + 1]);
        }
        return Environment.system().withVariables(variables);
    }

    private static String found(Repository repository, Environment environment) {
        Optional<Credentials> found = new CredentialSearch(repository, environment).find();
        return found.map(it -> it.username() + ":" + it.password().reveal()).orElse("none");
    }

    @Test
    void theNearestSourceWins() throws IOException {
        Files.writeString(home.resolve(".pypirc"), PYPIRC);
        Repository url = Repository.url("https://in:url%40@index.example.org/");
        String[] all = {
            "NRNWHEEL_TOKEN",
            "t",
            "NRNWHEEL_USERNAME",
            "nu",
            "NRNWHEEL_PASSWORD",
            "np",
            "TWINE_USERNAME",
            "tu",
            "TWINE_PASSWORD",
            "tp"
        };
        assertThat(found(url, environment(all))).isEqualTo("in:url@");
        assertThat(found(Repository.pypi(), environment(all))).isEqualTo("__token__:t");
        all[0] = "UNUSED";
        assertThat(found(Repository.pypi(), environment(all))).isEqualTo("nu:np");
        all[4] = "UNUSED_TOO";
        assertThat(found(Repository.pypi(), environment(all))).isEqualTo("tu:tp");
        assertThat(found(Repository.pypi(), environment())).isEqualTo("__token__:pypi-token");
        Repository named = Repository.named("private", environment());
        assertThat(found(named, environment())).isEqualTo("me:a=b:c%d # not a comment");
        assertThat(named.indexUrl()).hasToString("https://index.example.org/ci/simple/");
        assertThat(found(Repository.testPypi(), environment())).isEqualTo("none");
    }

    @Test
    void aPasswordWithoutAUserIsRefusedWhereItIsNoToken() {
        Repository repository = Repository.url("https://index.example.org/");
        assertThatThrownBy(() -> found(repository, environment("TWINE_PASSWORD", "hunter2")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aLineOfTheFileIsNotShown() throws IOException {
        Files.writeString(home.resolve(".pypirc"), "[pypi]\nhunter2\n");
        assertThatThrownBy(() -> Repository.named("pypi", environment()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("hunter2");
        assertThat(new Credentials("me", Secret.of("P", "hunter2"))).asString().doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "https://u:p@h.example/legacy/, https://h.example/legacy/, https://h.example/simple/",
        "https://h.example/root, https://h.example/root, https://h.example/root/simple/",
        "https://u:p@ss@h.example:8443/, https://h.example:8443/, https://h.example:8443/simple/",
        "http://localhost:8080/, http://localhost:8080/, http://localhost:8080/simple/",
        "http://[::1]:8080/, http://[::1]:8080/, http://[::1]:8080/simple/"
    })
    void theIndexIsFoundByTheUploadsUrl(String url, String upload, String index) {
        Repository repository = Repository.url(url);
        assertThat(repository.uploadUrl()).hasToString(upload);
        assertThat(repository.indexUrl()).hasToString(index);
        assertThat(repository.toString()).isEqualTo(upload);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h.example/", "http://127.0.0.1.h.example/", "http://localhost.h.example/", "ftp://h.example/",
                "https://", "https://h.example/?q", "https://a b/", "http://user:127.0.0.1@h.example/"
            })
    void whatOthersCouldReadIsRefused(String url) {
        assertThatThrownBy(() -> Repository.url(url)).isInstanceOf(InvalidRequestException.class);
    }
}
