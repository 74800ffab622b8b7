/** The one base of all errors: a stable code and a remedy. */
@NullMarked
package org.nrnwheel.error;

import org.jspecify.annotations.NullMarked;
