/** Decides whether a set of wheels may be released: all of it, or nothing. */
@NullMarked
package org.nrnwheel.pypi.release;

import org.jspecify.annotations.NullMarked;
