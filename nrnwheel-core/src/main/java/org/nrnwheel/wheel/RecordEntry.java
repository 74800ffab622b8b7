package org.nrnwheel.wheel;

import java.util.OptionalLong;

/**
 * A line of a RECORD.
 *
 * @param path path with {@code /}; in an installed RECORD it may begin with {@code ../}
 * @param hash algorithm and URL-safe base64 digest without padding, e.g. {@code sha256=47DEQpj8…}; empty when there is none
 * @param size size in bytes, or nothing
 */
public record RecordEntry(String path, String hash, OptionalLong size) {}
