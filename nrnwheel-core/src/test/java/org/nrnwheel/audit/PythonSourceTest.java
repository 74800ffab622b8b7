package org.nrnwheel.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonSourceTest {
    private static PythonSource read(String text) {
        return PythonSource.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsWhatAlwaysRuns(String end) {
        PythonSource source = read(String.join(
                end,
                "import os, numpy.linalg as la  # scipy",
                "from packaging.version import parse",
                "from . import own",
                "if True:",
                "    import yaml",
                "importlib.import_module('x')",
                "__version__: str = '1.2'",
                "__version__ = '1.3'"));

        assertThat(source.imports()).containsExactly("numpy", "os", "packaging");
        assertThat(source.version()).contains("1.2");
    }

    @Test
    void whatStandsInStringsOfSeveralLinesDoesNotRun() {
        PythonSource source = read("""
                \"""Words.
                import yaml
                ''' is no end
                import toml
                \"""
                import os  # ''' in a remark
                '''one line'''
                import sys
                x = 'a' 'b'
                import json""");

        assertThat(source.imports()).containsExactly("json", "os", "sys");
    }

    @Test
    void anEmptySourceHasNothing() {
        assertThat(read("").imports()).isEmpty();
        assertThat(read("\n\"\"").version()).isEmpty();
    }
}
