package org.nrnwheel.repair;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nrnwheel.tag.WheelName;

/** The WHEEL file of a repaired wheel: its tags follow the file name; the rest stays. */
final class WheelText {
    private WheelText() {}

    static byte[] retagged(byte[] old, WheelName name) {
        List<String> kept = new String(old, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.matches("(?i)Tag:.*"))
                .map(line -> line.matches("(?i)Root-Is-Purelib:.*") ? "Root-Is-Purelib: false" : line)
                .toList();
        Stream<String> tags = new TreeSet<>(name.tags()).stream().map(tag -> "Tag: " + tag);
        String text =
                Stream.concat(kept.stream(), tags).map(line -> line + "\n").collect(Collectors.joining());
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
