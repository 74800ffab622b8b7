/** Writers of a build report. */
@NullMarked
package org.nrnwheel.report;

import org.jspecify.annotations.NullMarked;
