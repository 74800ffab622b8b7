package org.nrnwheel.wheel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Digests of bytes and streams. */
final class Digests {
    /** What RECORD may use: SHA-256 or stronger (PEP 427), by its name in Python's hashlib. */
    private static final Set<String> STRONG = Set.of("sha256", "sha384", "sha512");

    private Digests() {}

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest("SHA-256").digest(bytes));
    }

    /** Returns Java's name of a hash that RECORD may use, or nothing for others. */
    static Optional<String> algorithm(String pythonName) {
        return STRONG.contains(pythonName)
                ? Optional.of(pythonName.toUpperCase(Locale.ROOT).replace("SHA", "SHA-"))
                : Optional.empty();
    }

    /** Reads a stream to its end and returns its digest as RECORD writes it. */
    static String base64(String algorithm, InputStream in) throws IOException {
        DigestInputStream digesting = new DigestInputStream(in, digest(algorithm));
        digesting.transferTo(OutputStream.nullOutputStream());
        return base64(digesting.getMessageDigest());
    }

    /** Returns the SHA-256 of bytes as RECORD writes it. */
    static String base64(byte[] bytes) {
        MessageDigest digest = digest("SHA-256");
        digest.update(bytes);
        return base64(digest);
    }

    private static String base64(MessageDigest digest) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has " + algorithm, e);
        }
    }
}
