package org.nrnwheel.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AheadTest {
    private static final List<Integer> MANY = IntStream.range(0, 100).boxed().toList();

    @Test
    void givesResultsInTheOrderOfTheItems() {
        try (Ahead<Integer, String> ahead = new Ahead<>(MANY, 3, 3, i -> "result " + i)) {
            List<String> results = new ArrayList<>();
            ahead.forEachRemaining(results::add);

            assertThat(results)
                    .containsExactlyElementsOf(
                            MANY.stream().map(i -> "result " + i).toList());
            assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void beginsNoMoreThanAsked() {
        AtomicInteger begun = new AtomicInteger();
        try (Ahead<Integer, Integer> ahead = new Ahead<>(MANY, 2, 5, i -> begun.incrementAndGet())) {
            for (int given = 1; given <= MANY.size(); given++) {
                ahead.next();
                assertThat(begun.get()).isLessThanOrEqualTo(given + 5);
            }
        }
        assertThat(begun).hasValue(MANY.size());
    }

    @Test
    void makesOthersWhileTheFirstTakesLong() {
        CountDownLatch fifth = new CountDownLatch(1);
        AtomicInteger working = new AtomicInteger();
        AtomicInteger mostWorking = new AtomicInteger();
        try (Ahead<Integer, Integer> ahead = new Ahead<>(List.of(1, 2, 3, 4, 5), 2, 5, i -> {
            mostWorking.accumulateAndGet(working.incrementAndGet(), Math::max);
            if (i == 1) {
                await(fifth);
            } else if (i == 5) {
                fifth.countDown();
            }
            working.decrementAndGet();
            return i;
        })) {
            assertThat(ahead.next()).isEqualTo(1);
        }
        assertThat(mostWorking.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void worksOnSeveralAtOnce() {
        CountDownLatch second = new CountDownLatch(1);
        try (Ahead<Integer, Integer> ahead = new Ahead<>(List.of(1, 2), 2, 2, i -> {
            if (i == 2) {
                second.countDown();
            } else {
                await(second);
            }
            return i;
        })) {
            assertThat(ahead.next()).isEqualTo(1);
        }
    }

    @Test
    void throwsWhatTheWorkThrewAndWaitsForWhatIsWorkedOn() {
        CountDownLatch second = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        try (Ahead<Integer, Integer> ahead = new Ahead<>(List.of(0, 1), 2, 2, i -> {
            if (i == 0) {
                await(second);
                throw new IllegalStateException("broken");
            }
            second.countDown();
            return done.incrementAndGet();
        })) {
            assertThatThrownBy(ahead::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("broken");
        }
        assertThat(done).hasValue(1);
    }

    @Test
    void whatWaitsForAThreadIsNotWorkedOnOnceClosed() {
        CountDownLatch first = new CountDownLatch(1);
        AtomicInteger worked = new AtomicInteger();
        Ahead<Integer, Integer> ahead = new Ahead<>(MANY, 1, 16, i -> {
            worked.incrementAndGet();
            await(first);
            return i;
        });
        Thread closing = new Thread(ahead::close);
        closing.start();
        while (closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        first.countDown();
        join(closing);

        assertThat(worked.get()).isLessThanOrEqualTo(1);
    }

    @Test
    void anErrorIsThrownAsItIs() {
        StackOverflowError deep = new StackOverflowError();
        try (Ahead<Integer, Integer> ahead = new Ahead<>(List.of(1), 1, 1, i -> {
            throw deep;
        })) {
            assertThatThrownBy(ahead::next).isSameAs(deep);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
