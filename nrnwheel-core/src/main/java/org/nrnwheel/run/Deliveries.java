package org.nrnwheel.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.tag.BuildIdentifier;
import org.nrnwheel.wheel.WheelArtifact;

/** Puts wheels into the wheelhouse, whole or not at all. Safe for use by several threads. */
final class Deliveries {
    /**
     * A wheel in the wheelhouse.
     *
     * @param wheel the wheel
     * @param by the job that delivered it: another one when both made a wheel of the same name
     */
    record Delivery(WheelArtifact wheel, BuildIdentifier by) {}

    /** Hears of a wheel that is whole and is about to get its name in the wheelhouse. */
    interface Announcement {
        void of(WheelArtifact wheel);
    }

    private final WheelhouseDirectory wheelhouse;
    private final Map<String, Delivery> delivered = new ConcurrentHashMap<>();
    private final Map<String, Object> names = new ConcurrentHashMap<>();

    Deliveries(WheelhouseDirectory wheelhouse) {
        this.wheelhouse = wheelhouse;
    }

    /** Tells of a wheel that an earlier run delivered. */
    void restored(BuildIdentifier id, WheelArtifact wheel) {
        delivered.put(wheel.fileName(), new Delivery(wheel, id));
    }

    /**
     * Delivers a job's wheel. A wheel without native code has one name for all Pythons: the first one stays, so that
     * what is known of it stays true.
     */
    Delivery deliver(BuildIdentifier id, Workspace workspace, Place from, String fileName, Announcement announcement)
            throws IOException {
        synchronized (names.computeIfAbsent(fileName, name -> new Object())) {
            return deliverOnce(id, workspace, from, fileName, announcement);
        }
    }

    private Delivery deliverOnce(
            BuildIdentifier id, Workspace workspace, Place from, String fileName, Announcement announcement)
            throws IOException {
        Delivery earlier = delivered.get(fileName);
        if (earlier != null) {
            return earlier;
        }
        Path incoming = wheelhouse.incoming(id, fileName);
        try {
            workspace.copyOut(from, incoming);
            WheelArtifact read = WheelArtifact.of(incoming);
            Path file = wheelhouse.root().resolve(fileName);
            Delivery delivery = new Delivery(new WheelArtifact(file, read.sha256(), read.size()), id);
            announcement.of(delivery.wheel());
            AtomicFile.move(incoming, file);
            delivered.put(fileName, delivery);
            return delivery;
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    /** Keeps a wheel that failed its test, outside of the wheelhouse proper. */
    Path reject(BuildIdentifier id, Workspace workspace, Place from, String fileName) throws IOException {
        Path file = wheelhouse.rejected(id, fileName);
        Files.createDirectories(file.getParent());
        workspace.copyOut(from, file);
        return file;
    }
}
