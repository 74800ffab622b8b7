/** What differs between two wheels. */
@NullMarked
package org.nrnwheel.diff;

import org.jspecify.annotations.NullMarked;
