/** Repairing wheels: grafting libraries and fixing tags. */
@NullMarked
package org.nrnwheel.repair;

import org.jspecify.annotations.NullMarked;
