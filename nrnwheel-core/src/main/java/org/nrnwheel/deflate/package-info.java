/** Hidden: compresses bytes as deflate does (RFC 1951), the same on every machine. */
@NullMarked
package org.nrnwheel.deflate;

import org.jspecify.annotations.NullMarked;
