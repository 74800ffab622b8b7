package org.nrnwheel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.nrnwheel.event.BuildEvent;
import org.nrnwheel.tag.BuildIdentifier;

class EventDispatcherTest {
    private static final BuildIdentifier ONE = BuildIdentifier.parse("cp311-linux_x86_64");
    private static final BuildIdentifier TWO = BuildIdentifier.parse("cp312-linux_x86_64");

    private final List<BuildEvent> heard = new ArrayList<>();
    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @Test
    void coalescesOutputOfAStepWhileAListenerIsSlow() throws InterruptedException {
        try (EventDispatcher events = new EventDispatcher(List.of(this::slow), reason -> {})) {
            begin(events, ONE, "build");
            busy.await();
            for (int i = 0; i < 1000; i++) {
                events.output(ONE, "build", List.of("one " + i));
                events.output(TWO, "build", List.of("two " + i));
            }
            begin(events, ONE, "test");
            events.output(ONE, "test", List.of("last"));
            go.countDown();
        }
        assertThat(heard)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("StepStarted", "StepOutput", "StepOutput", "StepStarted", "StepOutput");
        assertThat(heard.get(1))
                .isInstanceOfSatisfying(
                        BuildEvent.StepOutput.class,
                        output -> assertThat(output.lines())
                                .hasSize(1000)
                                .startsWith("one 0", "one 1")
                                .endsWith("one 999"));
        assertThat(heard).extracting(BuildEvent::sequence).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void whoPrintsWaitsWhenTooMuchIsNotHeardYet() throws InterruptedException {
        EventDispatcher events = new EventDispatcher(List.of(this::slow), reason -> {});
        begin(events, ONE, "build");
        busy.await();
        Thread printer = new Thread(() -> {
            for (int i = 0; i < 10; i++) {
                events.output(ONE, "build", List.of("x".repeat(1 << 19)));
            }
        });
        printer.start();
        while (printer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        go.countDown();
        printer.join();
        events.close();
        assertThat(heard.stream()
                        .filter(BuildEvent.StepOutput.class::isInstance)
                        .mapToInt(
                                event -> ((BuildEvent.StepOutput) event).lines().size())
                        .sum())
                .isEqualTo(10);
    }

    @Test
    void aCancelledBuildWaitsForNoListener() throws InterruptedException {
        EventDispatcher events = new EventDispatcher(List.of(this::slow), reason -> {});
        begin(events, ONE, "build");
        busy.await();
        events.release();
        for (int i = 0; i < 10; i++) {
            events.output(ONE, "build", List.of("x".repeat(1 << 19)));
        }
        go.countDown();
        events.close();
        assertThat(heard).hasSize(2);
    }

    private static void begin(EventDispatcher events, BuildIdentifier id, String step) {
        events.post(id, (n, time) -> new BuildEvent.StepStarted(n, time, id, step));
    }

    private void slow(BuildEvent event) {
        busy.countDown();
        Uninterruptible.await(() -> {
            go.await();
            return heard.add(event);
        });
    }
}
