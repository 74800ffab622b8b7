package org.nrnwheel.wheel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.tag.Version;
import org.nrnwheel.tag.WheelName;

/**
 * A METADATA file ("Core metadata specifications", PEP 566 and its successors): its bytes, as indexes serve them (PEP
 * 658), and the fields that nrnwheel needs. Immutable.
 */
public final class CoreMetadata {
    private final byte[] bytes;
    private final String name;
    private final String version;
    private final List<String> requiresDist;
    private final Optional<String> requiresPython;

    private CoreMetadata(byte[] bytes, Headers headers) {
        headers.required("Metadata-Version");
        this.bytes = bytes;
        this.name = headers.required("Name");
        this.version = headers.required("Version");
        this.requiresDist = headers.all("Requires-Dist");
        this.requiresPython = headers.find("Requires-Python").filter(value -> !value.isEmpty());
        Version.parse(version);
    }

    /**
     * Reads a METADATA file.
     *
     * @param bytes its bytes, in UTF-8
     * @return the metadata
     * @throws IllegalArgumentException when a field that must be there is missing, or stands twice, or the version is none
     */
    public static CoreMetadata parse(byte[] bytes) {
        return new CoreMetadata(bytes.clone(), Headers.parse(new String(bytes, StandardCharsets.UTF_8)));
    }

    /**
     * Returns the file's bytes.
     *
     * @return a copy
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Returns the digest of the file's bytes.
     *
     * @return hexadecimal SHA-256
     */
    public String sha256() {
        return Digests.sha256(bytes);
    }

    /**
     * Returns the distribution's name as it is spelled.
     *
     * @return e.g. {@code NEURON-nightly}
     */
    public String name() {
        return name;
    }

    /**
     * Returns the distribution's normalised name (PEP 503).
     *
     * @return e.g. {@code neuron-nightly}
     */
    public String project() {
        return WheelName.normalize(name);
    }

    /**
     * Returns the version as it is spelled.
     *
     * @return a valid version (PEP 440)
     */
    public String version() {
        return version;
    }

    /**
     * Returns what the distribution depends on.
     *
     * @return requirements (PEP 508), as they are spelled
     */
    public List<String> requiresDist() {
        return requiresDist;
    }

    /**
     * Returns which Pythons fit.
     *
     * @return a version specifier (PEP 440), e.g. {@code >=3.8}, or nothing
     */
    public Optional<String> requiresPython() {
        return requiresPython;
    }
}
