package org.nrnwheel.azure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import org.nrnwheel.concurrent.Listeners;
import org.nrnwheel.run.host.TreeRemoval;
import org.nrnwheel.wheel.WheelArtifact;

/** Brings an artifact into a directory. For one thread. */
final class ArtifactFetch {
    private static final String WORK = ".nrnwheel-azure";
    private static final String WHEEL = ".whl";

    private final int run;
    private final String artifact;
    private final Path directory;
    private final Path work;
    private final Transfer transfer;
    private final Path archive;

    ArtifactFetch(Api api, Listeners<PipelineEvent> events, int run, String artifact, Path directory) {
        this.run = run;
        this.artifact = artifact;
        this.directory = directory;
        this.work = directory.resolve(WORK);
        this.archive = work.resolve(run + "-" + Server.encoded(artifact) + ".zip");
        this.transfer = new Transfer(api, events, run, artifact, archive, ArtifactLimits.STANDARD.size());
    }

    FetchedArtifact fetch() {
        try {
            Files.createDirectories(work);
            Path unpacked = work.resolve(archive.getFileName() + ".d");
            List<String> files = unpack(unpacked);
            FetchedArtifact fetched = deliver(unpacked, files);
            transfer.forget();
            TreeRemoval.remove(unpacked);
            removeIfEmpty();
            return fetched;
        } catch (IOException e) {
            throw new AzureException(
                    "artifact " + artifact + " of run " + run + " cannot be put into " + directory + ": " + e,
                    "See to it that the directory can be written and that its disk is not full.",
                    e);
        }
    }

    /** A damaged archive may be two put together where the server does not tell them apart: once more, from the beginning. */
    private List<String> unpack(Path unpacked) throws IOException {
        boolean begun = Files.exists(archive);
        transfer.complete();
        try {
            return unpackedFiles(unpacked);
        } catch (ZipException e) {
            transfer.forget();
            if (!begun) {
                throw damaged(e);
            }
        }
        transfer.complete();
        try {
            return unpackedFiles(unpacked);
        } catch (ZipException e) {
            transfer.forget();
            throw damaged(e);
        }
    }

    private AzureException damaged(ZipException e) {
        return new AzureException(
                "artifact " + artifact + " of run " + run + " is a damaged archive: " + e.getMessage(),
                "Fetch it again; it is gone from here.",
                e);
    }

    private List<String> unpackedFiles(Path unpacked) throws IOException {
        TreeRemoval.remove(unpacked);
        Files.createDirectories(unpacked);
        return new ArtifactArchive(artifact, ArtifactLimits.STANDARD).unpack(archive, unpacked);
    }

    /** Wheels go side by side; jobs may have kept them in directories of their own. */
    private FetchedArtifact deliver(Path unpacked, List<String> files) throws IOException {
        Map<Path, Path> moves = new LinkedHashMap<>();
        for (String file : files) {
            Path from = unpacked.resolve(file);
            Path to = directory.resolve(file.endsWith(WHEEL) ? file.substring(file.lastIndexOf('/') + 1) : file);
            Optional<Path> other = Optional.ofNullable(moves.putIfAbsent(to, from))
                    .or(() -> Files.exists(to) ? Optional.of(to) : Optional.empty());
            if (other.isPresent() && Files.mismatch(other.get(), from) >= 0) {
                throw new AzureException(
                        to + (other.get().equals(to) ? " is there already" : " is twice in the artifact")
                                + ", with another content",
                        "Name another directory. Nothing was put there.");
            }
        }
        List<WheelArtifact> wheels = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        for (Map.Entry<Path, Path> move : moves.entrySet()) {
            Files.createDirectories(move.getKey().getParent());
            Files.move(move.getValue(), move.getKey(), StandardCopyOption.ATOMIC_MOVE);
            if (move.getKey().toString().endsWith(WHEEL)) {
                wheels.add(WheelArtifact.of(move.getKey()));
            } else {
                others.add(move.getKey());
            }
        }
        return new FetchedArtifact(run, artifact, directory, wheels, others);
    }

    private void removeIfEmpty() throws IOException {
        try (var left = Files.list(work)) {
            if (left.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(work);
    }
}
