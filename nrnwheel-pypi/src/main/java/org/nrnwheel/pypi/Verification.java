package org.nrnwheel.pypi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.nrnwheel.tag.WheelName;

/** Sees that the index serves what was uploaded, by hash. Pages may come late: indexes are cached. Used by one thread, once. */
final class Verification {
    private static final String REMEDY = "See --index-url; run the same command again later: nothing is sent twice.";

    private final Session session;
    private final FirstRemedy remedy;
    private final Map<String, IndexPages.State> states = new TreeMap<>();
    private String last = "";

    Verification(Session session, FirstRemedy remedy) {
        this.session = session;
        this.remedy = remedy;
    }

    List<PublishedFile> verified(List<PublishedFile> files) throws InterruptedException {
        for (int round = 1; round <= session.settings().tries(); round++) {
            askAbout(pending(files));
            if (pending(files).isEmpty()) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(session.pause(round, Optional.empty()).toMillis());
        }
        return files.stream().map(this::judged).toList();
    }

    private List<PublishedFile> pending(List<PublishedFile> files) {
        return files.stream()
                .filter(file -> file.outcome().published())
                .filter(file -> states.get(file.file()) != IndexPages.State.SAME
                        && states.get(file.file()) != IndexPages.State.OTHER)
                .toList();
    }

    private void askAbout(List<PublishedFile> files) {
        Map<String, List<PublishedFile>> projects = files.stream()
                .collect(Collectors.groupingBy(
                        file -> WheelName.parse(file.file()).project()));
        for (Map.Entry<String, List<PublishedFile>> project : projects.entrySet()) {
            Map<String, String> hashes = new TreeMap<>();
            new ArrayList<>(project.getValue()).forEach(file -> hashes.put(file.file(), file.sha256()));
            try {
                states.putAll(session.pages().find(project.getKey(), hashes));
            } catch (IOException e) {
                last = ": " + session.said(e);
            }
        }
    }

    private PublishedFile judged(PublishedFile file) {
        if (!file.outcome().published()) {
            return file;
        }
        IndexPages.State state = states.getOrDefault(file.file(), IndexPages.State.UNKNOWN);
        if (state == IndexPages.State.SAME) {
            session.events().tell(new PublishEvent.Verified(file.file()));
            return file.withVerified();
        }
        remedy.set(REMEDY);
        String where = session.repository().indexUrl().toString();
        return file.withFailure(
                state == IndexPages.State.OTHER
                        ? where + " serves another file under this name"
                        : where + " does not show it" + last);
    }
}
