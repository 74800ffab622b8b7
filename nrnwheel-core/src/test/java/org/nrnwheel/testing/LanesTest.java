package org.nrnwheel.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LanesTest {
    private static final Check ONE = Check.of("one", Duration.ofMinutes(1));
    private static final Check TWO = Check.of("two", Duration.ofMinutes(3)).after("one");
    private static final Check THREE = Check.of("three", Duration.ofMinutes(2));

    @Test
    void runsIndependentChecksAtOnce() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        Set<String> met = ConcurrentHashMap.newKeySet();

        Lanes.of(List.of(ONE, THREE)).run(2, check -> {
            both.countDown();
            both.await();
            met.add(check.name());
        });

        assertThat(met).containsExactlyInAnyOrder("one", "three");
    }

    @Test
    void keepsTheOrderOfChecksThatGoOnFromEachOther() throws InterruptedException {
        List<String> order = Collections.synchronizedList(new ArrayList<>());

        Lanes.of(List.of(ONE, THREE, TWO)).run(4, check -> order.add(check.name()));

        assertThat(order).hasSize(3).containsSubsequence("one", "two");
    }

    @Test
    void keepsTheOrderOfTheSuiteOneByOne() throws InterruptedException {
        List<String> order = new ArrayList<>();

        Lanes.of(List.of(THREE, ONE, TWO)).run(1, check -> order.add(check.name()));

        assertThat(order).containsExactly("three", "one", "two");
    }

    @Test
    void beginsWithWhatMayTakeLongest() throws InterruptedException {
        Check last = Check.of("last", Duration.ofSeconds(1));
        CountDownLatch both = new CountDownLatch(2);
        List<String> begun = Collections.synchronizedList(new ArrayList<>());

        Lanes.of(List.of(last, THREE, ONE, TWO)).run(2, check -> {
            begun.add(check.name());
            both.countDown();
            both.await();
        });

        assertThat(begun.subList(0, 2)).containsExactlyInAnyOrder("one", "three");
    }

    @Test
    void interruptsWhatRunsAndWaitsForItsEnd() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        Set<String> ended = ConcurrentHashMap.newKeySet();
        AtomicBoolean allEnded = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            try {
                Lanes.of(List.of(ONE, THREE)).run(2, check -> {
                    try {
                        begun.countDown();
                        new CountDownLatch(1).await();
                    } finally {
                        ended.add(check.name());
                    }
                });
            } catch (InterruptedException e) {
                allEnded.set(ended.size() == 2);
            }
        });
        caller.start();
        begun.await();
        caller.interrupt();
        caller.join();

        assertThat(allEnded).isTrue();
    }

    @Test
    void passesAnErrorOnOnceAllHaveEnded() {
        Set<String> ended = ConcurrentHashMap.newKeySet();
        assertThatThrownBy(() -> Lanes.of(List.of(ONE, THREE)).run(2, check -> {
                    ended.add(check.name());
                    throw new IllegalStateException("of " + check.name());
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ended).hasSize(2);
    }
}
