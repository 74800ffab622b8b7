package org.nrnwheel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nrnwheel.platform.OutputSink.Channel;

class OutputTailTest {
    private final List<String> passedOn = new ArrayList<>();
    private final List<String> watched = new ArrayList<>();
    private final OutputTail tail = new OutputTail(
            (channel, bytes) -> passedOn.add(channel + ":" + StandardCharsets.UTF_8.decode(bytes.duplicate())),
            watched::add);

    @Test
    void keepsChannelsApartAndEndsOpenLines() {
        say(Channel.OUT, "one\ntw");
        say(Channel.ERR, "bad\n");
        say(Channel.OUT, "o\nrest");

        assertThat(tail.finish()).containsExactly("one", "bad", "two", "rest");
        assertThat(watched).containsExactly("one", "bad", "two", "rest");
        assertThat(passedOn).containsExactly("OUT:one\ntw", "ERR:bad\n", "OUT:o\nrest");
    }

    @Test
    void removesControlSequences() {
        say(Channel.OUT, "\u001b[32mgreen\u001b[0m\tx\u0007\r\n\u001b]0;title\u0007after\n");

        assertThat(tail.finish()).containsExactly("green\tx", "after");
    }

    @Test
    void keepsTheLastLinesOnly() {
        for (int i = 0; i < 1000; i++) {
            say(Channel.OUT, i + "\n");
        }

        assertThat(tail.finish()).hasSize(200).startsWith("800").endsWith("999");
        assertThat(watched).hasSize(1000);
    }

    @Test
    void cutsEndlessLines() {
        say(Channel.OUT, "x".repeat(1_000_000));

        assertThat(tail.finish())
                .singleElement()
                .satisfies(line -> assertThat(line).hasSize(2000));
    }

    private void say(Channel channel, String text) {
        tail.output(channel, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
