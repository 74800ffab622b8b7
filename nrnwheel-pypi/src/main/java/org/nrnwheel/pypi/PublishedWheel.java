package org.nrnwheel.pypi;

import java.net.URI;
import java.util.Optional;
import org.nrnwheel.tag.WheelName;

/**
 * A wheel that an index has. Immutable.
 *
 * @param name its name
 * @param url where it is
 * @param sha256 hexadecimal SHA-256 of it; nothing when the index does not say
 * @param yanked whether its publisher took it back (PEP 592)
 */
public record PublishedWheel(WheelName name, URI url, Optional<String> sha256, boolean yanked) {}
