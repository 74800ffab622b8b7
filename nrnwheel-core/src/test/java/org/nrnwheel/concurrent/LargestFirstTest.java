package org.nrnwheel.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargestFirstTest {
    @Test
    void theLargestIsAskedAboutFirstAndTheAnswersKeepTheOrderOfTheItems() {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        List<Integer> answers = LargestFirst.each(List.of("a", "ccc", "bb", "a"), String::length, 1, item -> {
            asked.add(item);
            return item.length();
        });

        assertThat(answers).containsExactly(1, 3, 2, 1);
        assertThat(asked).containsExactly("ccc", "bb", "a");
    }

    @Test
    void theErrorOfTheFirstItemIsThrown() {
        assertThatThrownBy(() -> LargestFirst.each(List.of("a", "bb"), String::length, 2, item -> {
                    throw new IllegalArgumentException(item);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a");
    }
}
