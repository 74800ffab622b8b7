package org.nrnwheel.rootfs;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A digest as images name content: {@code sha256:} and 64 hexadecimal digits.
 *
 * @param hex the digits
 */
record Sha256(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final String PREFIX = "sha256:";

    Sha256 {
        if (!isHex(hex)) {
            throw new IllegalArgumentException("not 64 hexadecimal digits: " + hex);
        }
    }

    static boolean isHex(String text) {
        return HEX.matcher(text).matches();
    }

    /** Reads a digest; other algorithms are refused, for what they name could not be checked. */
    static Sha256 parse(String text) {
        if (!text.startsWith(PREFIX) || !isHex(text.substring(PREFIX.length()))) {
            throw ImageRootException.damaged("not a SHA-256 digest: '" + text + "'", null);
        }
        return new Sha256(text.substring(PREFIX.length()));
    }

    static Sha256 of(byte[] bytes) {
        return of(digest(), bytes);
    }

    /** Returns the digest of what was read so far. */
    static Sha256 of(MessageDigest finished) {
        return new Sha256(HexFormat.of().formatHex(finished.digest()));
    }

    private static Sha256 of(MessageDigest digest, byte[] bytes) {
        digest.update(bytes);
        return of(digest);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Returns the first digits, enough for people. */
    String brief() {
        return hex.substring(0, 12);
    }

    @Override
    public String toString() {
        return PREFIX + hex;
    }
}
