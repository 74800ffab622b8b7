package org.nrnwheel.wheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordFileTest {
    @Test
    void readsQuotedPathsAndEmptyFields() {
        RecordFile record = RecordFile.parse("\"a,\"\"b\"\".py\",sha256=x,3\r\nd/RECORD,,\n\n");
        assertThat(record.entries())
                .containsExactly(
                        new RecordEntry("a,\"b\".py", "sha256=x", OptionalLong.of(3)),
                        new RecordEntry("d/RECORD", "", OptionalLong.empty()));
        assertThat(record.find("d/RECORD")).isPresent();
        assertThat(record.find("gone")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b | path,hash,size",
                "a,b,c,d | path,hash,size",
                "'\"a,b,1' | quotation mark",
                "a,h,-1 | size that is no number",
                "a,h,99999999999999999999 | size that is no number",
                "',h,1' | path,hash,size",
            })
    void refusesLinesThatAreNotThreeFields(String text, String problem) {
        assertThatThrownBy(() -> RecordFile.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void refusesAPathWithTwoHashes() {
        assertThatThrownBy(() -> RecordFile.parse("a,sha256=x,1\na,sha256=y,1\n"))
                .hasMessageContaining("a twice");
        assertThat(RecordFile.parse("a,sha256=x,1\na,sha256=x,1\n").entries()).hasSize(1);
    }
}
