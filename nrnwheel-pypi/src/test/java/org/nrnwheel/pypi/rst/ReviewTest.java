package org.nrnwheel.pypi.rst;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a description in reStructuredText is refused for. Another test holds the rules against docutils itself. */
class ReviewTest {
    private static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("Title\n====\n", 2, "shorter than the title"),
                Arguments.of("======\nTitle\n=====\n", 1, "not the same"),
                Arguments.of("=====\nTitle\n\nText\n", 1, "none under it"),
                Arguments.of("A\n=\n\nB\n-\n\nC\n=\n\nD\n~\n", 10, "skips from level 1 to 3"),
                Arguments.of("* item\n\n  Title\n  =====\n", 3, "cannot stand here"),
                Arguments.of(".. note::\n\n   x\n\n   -----\n", 5, "cannot stand here"),
                Arguments.of("Text\n  more\nand more\n", 3, "without a blank line"),
                Arguments.of("two\nlines\n  indented\n", 3, "indented"),
                Arguments.of("* item\nmore\n", 2, "the list before this line"),
                Arguments.of("1. item\nmore\n\n2. item\n3. item\nmore\n", 5, "the numbered list"),
                Arguments.of(":field: x\nmore\n", 2, "the field list"),
                Arguments.of("-a  option\nmore\n", 2, "the option list"),
                Arguments.of("| line\nmore\n", 2, "the line block"),
                Arguments.of(".. _a: https://example.org\nmore\n", 2, "explicit markup"),
                Arguments.of("See::\n\nnothing\n", 3, "no literal block"),
                Arguments.of("See::\n\n   x\ny\n", 4, "the literal block before"),
                Arguments.of("See::\n\n> x\n* y\n", 4, "do not begin alike"),
                Arguments.of("+---+\n| a |\n+---+\nmore\n", 4, "left border"),
                Arguments.of("+---+\n| ab |\n+---+\n", 2, "right border"),
                Arguments.of("=== ===\na   b\n=== ====\n", 3, "not as wide"),
                Arguments.of(".. toctree::\n\n   x\n", 1, "no directive 'toctree'"),
                Arguments.of(".. raw:: html\n\n   <b>\n", 1, "'raw'"),
                Arguments.of(".. code-block:: c\n   :linenos:\n\n   x\n", 2, "no option 'linenos'"),
                Arguments.of(".. image::\n", 1, "needs an argument"),
                Arguments.of(".. note::\n", 1, "no content"),
                Arguments.of("See :ref:`x`.\n", 1, "no role 'ref'"),
                Arguments.of("one\ntwo **three\nfour\n", 2, "strong text"),
                Arguments.of("f(*args)\n", 1, "emphasised text"),
                Arguments.of("``x\n", 1, "a literal"),
                Arguments.of("`x\n", 1, "a text in `"),
                Arguments.of("See foo_ and `bar`_.\n", 1, "no target 'foo'"),
                Arguments.of("`a`__\n", 1, "without a name"),
                Arguments.of("|x|\n", 1, "no substitution 'x'"),
                Arguments.of(".. _a: https://a.org\n.. _a: https://b.org\n", 2, "another URL"),
                Arguments.of("Text\n\n----\n", 3, "transition"),
                Arguments.of(".. comment\n", 1, "nothing of it is shown"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatARendererStopsAtIsNamedWithItsLine(String text, int line, String problem) {
        assertThat(Review.fault(text)).hasValueSatisfying(fault -> {
            assertThat(fault.problem()).contains(problem);
            assertThat(fault.line()).isEqualTo(line);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Title\n=====\n\nText with *emphasis*, **strong text**, ``a literal``, `a title` and a `link <https://example.org>`_.\n",
                "=======\n Title\n=======\n\nA\n-\n\nB\n-\n\n1. one\n2. two\n\n   * deep\n\n   * er\n\n(a) b\n(b) c\n",
                "Term\n  Definition\nOther\n  * item\n\n:field: x\n   more\n:other: y\n\n-a, --all=X  option\n--long\n   other\n",
                "See::\n\n  *literal\n    more\n\n> no\n\nAnd::\n\n> quoted\n> more\n\n>>> x = 'a\n`b\n",
                "| lines\n| of a\n  poem\n\n+---+---+\n| a | b |\n+---+---+\n\n=== ===\na   b\n=== ===\nc   *d\n=== ===\n",
                ".. image:: x.png\n   :alt: x\n   :target: https://example.org\n.. _a: https://a.org\n.. _a: https://a.org\n\na_ |x|_\n\n.. |x| image:: y\n.. _x: z\n",
                ".. note:: This\n   is.\n\n.. code-block:: python\n\n   **no\n\n.. role:: own\n\n:own:`x` `y`:own:\n\n.. class:: x\n\n   Text\n",
                ".. comment\n   **of\n\n..\n\n   Quote\n\n   -- Author\n\n.. [1] Note\n.. [#two] More\n\nSee [1]_ and two\\_ and \\*this, (*), \"*\", x*y, 2 * 3, a|b.\n",
                "Text\n\n----\n\nText\n\n__ https://example.org\n\n`x`__\n\n:sup:`2` :math:`x` :code:`y`\n",
                "\u201c*quoted*\u201d \u2014*dash*\u2014 caf\u00e9_\n\n.. _caf\u00e9: x\n\n\u4e2d\u6587\u6807\u9898\n========\n\nx\n",
                ""
            })
    void whatRendersIsNotFound(String text) {
        assertThat(Review.fault(text).map(fault -> fault.line() + ": " + fault.problem()))
                .isEmpty();
    }

    @Test
    void hostileTextsTakeNoTimeAndNoStack() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (String part : new String[] {"* ", "(", "`", "**", ":a", "\\", "a.", "<", "| ", "-a, ", "a_ "}) {
                Review.fault(part.repeat(10_000 / part.length()));
                Review.fault((part + "\n").repeat(3_000));
            }
            StringBuilder deep = new StringBuilder();
            for (int i = 0; i < 1_000; i++) {
                deep.append(" ".repeat(2 * i)).append("* x\n\n");
            }
            Review.fault(deep.toString());
        });
    }
}
