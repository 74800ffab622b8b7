package org.nrnwheel.pypi;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.pypi.PublishedFile.Outcome;

/**
 * The uploads of one publication, several at once. The smallest wheel is sent first and alone: it shows whether the index takes us, and
 * makes a project that is new there. Meanwhile the next ones are hashed. After a failure no other upload begins. Used by one thread,
 * once.
 */
final class Uploads {
    private final Session session;
    private final FirstRemedy remedy;
    private final CountDownLatch firstEnded = new CountDownLatch(1);

    Uploads(Session session, FirstRemedy remedy) {
        this.session = session;
        this.remedy = remedy;
    }

    List<PublishedFile> of(Map<Path, UploadForm> forms) throws InterruptedException {
        ExecutorService threads =
                Executors.newFixedThreadPool(session.settings().atOnce(), work -> {
                    Thread thread = new Thread(work, "nrnwheel-publish");
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            Path first = smallest(forms);
            Future<PublishedFile> sent = threads.submit(() -> first(first, form(forms, first)));
            List<Future<PublishedFile>> running = new ArrayList<>();
            forms.forEach(
                    (file, form) -> running.add(file.equals(first) ? sent : threads.submit(() -> next(file, form))));
            List<PublishedFile> files = new ArrayList<>();
            for (Future<PublishedFile> file : running) {
                files.add(get(file));
            }
            return files;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Path smallest(Map<Path, UploadForm> forms) {
        return forms.keySet().stream()
                .min(Comparator.comparing((Path file) -> file.toFile().length()).thenComparing(file -> file))
                .orElseThrow();
    }

    private static UploadForm form(Map<Path, UploadForm> forms, Path file) {
        return Objects.requireNonNull(forms.get(file));
    }

    private PublishedFile first(Path file, UploadForm form) throws InterruptedException {
        try {
            return publish(file, form, new CountDownLatch(0));
        } finally {
            firstEnded.countDown();
        }
    }

    private PublishedFile next(Path file, UploadForm form) throws InterruptedException {
        return publish(file, form, firstEnded);
    }

    private static PublishedFile get(Future<PublishedFile> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private PublishedFile publish(Path file, UploadForm form, CountDownLatch start) throws InterruptedException {
        if (remedy.isSet()) {
            return unread(file, Outcome.NOT_TRIED, "another wheel failed");
        }
        PublishedFile result = result(file, form, start);
        if (result.outcome() != Outcome.NOT_TRIED) {
            session.events().tell(new PublishEvent.Ended(result.file(), result));
        }
        return result;
    }

    private PublishedFile result(Path file, UploadForm form, CountDownLatch start) throws InterruptedException {
        FileUpload upload;
        try {
            upload = new FileUpload(session, file, form);
        } catch (IOException e) {
            remedy.set("Let the file be readable.");
            return unread(file, Outcome.FAILED, file + " cannot be read: " + e);
        }
        start.await();
        return remedy.isSet() ? unread(file, Outcome.NOT_TRIED, "another wheel failed") : result(upload);
    }

    private PublishedFile result(FileUpload upload) throws InterruptedException {
        try {
            return upload.run();
        } catch (Failure e) {
            return failed(upload, e.reason(), e.remedy());
        } catch (WheelException e) {
            return failed(upload, String.valueOf(e.getMessage()), e.remedy());
        } catch (IOException e) {
            return failed(
                    upload, e.toString(), "Let the wheel be readable and the ledger writable, with room on the disk.");
        }
    }

    private PublishedFile failed(FileUpload upload, String reason, String mend) {
        remedy.set(mend);
        return upload.failed(session.hidden().in(reason));
    }

    private static PublishedFile unread(Path file, Outcome outcome, String reason) {
        return new PublishedFile(
                String.valueOf(file.getFileName()), "", 0, outcome, 0, Duration.ZERO, false, Optional.of(reason));
    }
}
