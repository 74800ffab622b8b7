package org.nrnwheel.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ListenersTest {
    @Test
    void oneThatThrowsIsToldNoMoreAndTheOthersAre() {
        List<String> told = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        Consumer<String> bad = event -> {
            throw new IllegalStateException("not " + event);
        };
        Listeners<String> listeners =
                new Listeners<>(List.of(bad, told::add), e -> failures.add(String.valueOf(e.getMessage())));
        listeners.tell("one");
        listeners.tell("two");

        assertThat(told).containsExactly("one", "two");
        assertThat(failures).containsExactly("not one");
    }
}
