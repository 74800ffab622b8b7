package org.nrnwheel.pypi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import org.nrnwheel.json.InvalidJsonException;
import org.nrnwheel.json.Json;
import org.nrnwheel.request.InvalidRequestException;

/** Ready-made attestations (PEP 740) that lie beside a wheel as {@code WHEEL.*.attestation}, as twine takes them. */
final class Attestations {
    private Attestations() {}

    /** Reads those of a wheel into one JSON array. */
    static Optional<String> of(Path wheel) {
        TreeSet<Path> files = new TreeSet<>();
        ArrayNode all = Json.array();
        try (DirectoryStream<Path> stream =
                Files.newDirectoryStream(wheel.toAbsolutePath().getParent(), file -> isOf(wheel, file))) {
            stream.forEach(files::add);
            for (Path file : files) {
                all.add(Json.tree(Files.readString(file, StandardCharsets.UTF_8)));
            }
        } catch (IOException | InvalidJsonException e) {
            throw new InvalidRequestException(
                    "an attestation of " + wheel + " cannot be read: " + e.getMessage(), "Make it again.");
        }
        if (all.isEmpty()) {
            throw new InvalidRequestException(
                    wheel + " has no attestation",
                    "Put it beside the wheel as " + wheel.getFileName() + ".NAME.attestation.");
        }
        return Optional.of(Json.writeCompact(all));
    }

    private static boolean isOf(Path wheel, Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(wheel.getFileName() + ".") && name.endsWith(".attestation");
    }
}
