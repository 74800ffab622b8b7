package org.nrnwheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.env.Secret;
import org.nrnwheel.request.InvalidRequestException;

class TestTargetTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-i https://ci:p%40ss/word@host/simple NEURON==7.8.11.2",
                "-i https://ci:p%40ss/word@host/simple/NEURON==7.8.11.2",
                "-ihttps://ci:p%40ss/word@host/simple/NEURON==7.8.11.2",
                "--index-url=https://ci:p%40ss/word@host/simple  NEURON==7.8.11.2 "
            })
    void takesTheUrlAndTheRequirementApart(String words) {
        TestTarget.Indexed indexed = (TestTarget.Indexed) TestTarget.parse(words, directory);

        assertThat(indexed.requirement()).isEqualTo("NEURON==7.8.11.2");
        IndexUrl url = indexed.index().orElseThrow();
        assertThat(url).hasToString("https://host/simple");
        assertThat(url.whole().reveal()).isEqualTo("https://ci:p%40ss/word@host/simple");
        assertThat(url.hidden())
                .extracting(Secret::reveal)
                .contains("ci:p%40ss/word", "p%40ss/word", "p@ss/word", "Y2k6cEBzcy93b3Jk");
        assertThat(indexed.toString()).doesNotContain("ss/word");
    }

    @Test
    void tellsFilesDirectoriesAndRequirementsApart() {
        assertThat(TestTarget.parse("a-1.0-py3-none-any.whl", directory))
                .isEqualTo(new TestTarget.File(directory.resolve("a-1.0-py3-none-any.whl")));
        assertThat(TestTarget.parse(directory.toString(), directory)).isEqualTo(new TestTarget.Wheelhouse(directory));
        assertThat(TestTarget.parse("neuron == 9.0.2", directory)).isInstanceOf(TestTarget.Indexed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-i", "-i host", "--pre neuron", "neuron; import os", "neuron @ file:x", "-i ftp://h/s a==1"
            })
    void refusesWhatPipMightTakeForAnOption(String words) {
        assertThatThrownBy(() -> TestTarget.parse(words, directory)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void showsNoPasswordOfAUrlThatItRefuses() {
        assertThatThrownBy(() -> IndexUrl.parse("ftp://ci:password@host/simple"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageNotContaining("password");
    }
}
