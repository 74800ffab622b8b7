package org.nrnwheel.wheel;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a wheel's entries with its RECORD. */
final class RecordCheck {
    private final WheelFile wheel;
    private final RecordFile record;
    private final List<String> problems = new ArrayList<>();

    RecordCheck(WheelFile wheel) {
        this.wheel = wheel;
        this.record = wheel.record();
    }

    List<String> problems() {
        wheel.entries().stream()
                .filter(entry -> !entry.isDirectory() && !isUnhashed(entry.name()))
                .forEach(this::check);
        record.entries().stream()
                .filter(line -> !wheel.contains(line.path()))
                .forEach(line -> problems.add(line.path() + " is missing"));
        return problems;
    }

    /** RECORD cannot hold its own hash, nor that of its signatures. */
    private boolean isUnhashed(String name) {
        String own = wheel.distInfo() + "/RECORD";
        return name.equals(own) || name.equals(own + ".jws") || name.equals(own + ".p7s");
    }

    private void check(WheelEntry entry) {
        Optional<RecordEntry> line = record.find(entry.name());
        if (line.isEmpty()) {
            problems.add(entry.name() + " is not in RECORD");
        } else if (line.get().size().orElse(entry.size()) != entry.size()) {
            problems.add(entry.name() + " has " + entry.size() + " bytes, not "
                    + line.get().size().getAsLong());
        } else {
            checkHash(entry.name(), line.get().hash());
        }
    }

    private void checkHash(String name, String expected) {
        int equals = expected.indexOf('=');
        Optional<String> algorithm = Digests.algorithm(expected.substring(0, Math.max(0, equals)));
        if (algorithm.isEmpty()) {
            problems.add(name + " has no hash of SHA-256 or stronger");
        } else if (!digest(name, algorithm.get()).equals(expected.substring(equals + 1))) {
            problems.add(name + " has another hash");
        }
    }

    private String digest(String name, String algorithm) {
        try (InputStream in = wheel.stream(name)) {
            return Digests.base64(algorithm, in);
        } catch (IOException e) {
            throw new InvalidWheelException(wheel.path(), name + " is damaged: " + e.getMessage(), e);
        }
    }
}
