/** Testing wheels: suites, checks and their reports. */
@NullMarked
package org.nrnwheel.testing;

import org.jspecify.annotations.NullMarked;
