package org.nrnwheel.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nrnwheel.platform.OutputSink.Channel;

@Timeout(60)
class OutputBufferTest {
    private final OutputBuffer buffer = new OutputBuffer();

    @Test
    void bytesOfOneChannelComeTogetherAndInOrder() {
        byte[] reused = "one ".getBytes(StandardCharsets.UTF_8);
        buffer.put(Channel.OUT, reused, () -> false);
        reused[0] = 'X';
        buffer.put(Channel.OUT, "two".getBytes(StandardCharsets.UTF_8), () -> false);
        buffer.put(Channel.ERR, "three".getBytes(StandardCharsets.UTF_8), () -> false);
        buffer.close();
        assertThat(all()).containsExactly("OUT one two", "ERR three");
    }

    @Test
    void aFullBufferHoldsTheReaderUntilThereIsRoom() throws InterruptedException {
        buffer.put(Channel.OUT, new byte[2 << 20], () -> false);
        CountDownLatch done = new CountDownLatch(1);
        Thread reader = new Thread(() -> {
            buffer.put(Channel.OUT, new byte[1], () -> false);
            done.countDown();
        });
        reader.start();
        while (reader.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(done.getCount()).isOne();
        assertThat(buffer.take()).isPresent();
        done.await();
    }

    @Test
    void onceTheCommandHasEndedEverythingIsTaken() {
        AtomicBoolean asked = new AtomicBoolean();
        buffer.put(Channel.OUT, new byte[2 << 20], () -> false);
        buffer.put(Channel.OUT, new byte[1], () -> {
            asked.set(true);
            return true;
        });
        buffer.put(Channel.OUT, new byte[1 << 20], () -> false);
        buffer.close();
        assertThat(asked).isTrue();
        long bytes = 0;
        for (Optional<OutputBuffer.Piece> piece = buffer.take(); piece.isPresent(); piece = buffer.take()) {
            bytes += piece.get().bytes().remaining();
        }
        assertThat(bytes).isEqualTo((3L << 20) + 1);
    }

    private List<String> all() {
        List<String> all = new ArrayList<>();
        for (Optional<OutputBuffer.Piece> piece = buffer.take(); piece.isPresent(); piece = buffer.take()) {
            all.add(piece.get().channel() + " "
                    + StandardCharsets.UTF_8.decode(piece.get().bytes()));
        }
        return all;
    }
}
