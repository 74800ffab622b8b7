/** Hidden: planner, runner, journal and platform selection. */
@NullMarked
package org.nrnwheel.run;

import org.jspecify.annotations.NullMarked;
