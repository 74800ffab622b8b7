/** The process environment as a value, and secrets. */
@NullMarked
package org.nrnwheel.env;

import org.jspecify.annotations.NullMarked;
