package org.nrnwheel.diff;

import java.util.Optional;

/**
 * A wheel that is compared.
 *
 * @param fileName its file name
 * @param sha256 hexadecimal SHA-256 of the file
 * @param size its size in bytes
 * @param unpacked the size of all its files in bytes
 * @param name the distribution's name, by METADATA
 * @param version the distribution's version, by METADATA
 * @param requiresPython which Pythons fit, by METADATA, or nothing
 * @param tag the platform tag that its files keep, or nothing when it cannot be judged
 * @param bySymbols the tag that it gets once external libraries are put in; nothing without ELF files
 */
public record WheelState(
        String fileName,
        String sha256,
        long size,
        long unpacked,
        String name,
        String version,
        Optional<String> requiresPython,
        Optional<String> tag,
        Optional<String> bySymbols) {}
