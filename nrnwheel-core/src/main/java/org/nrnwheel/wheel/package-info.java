/** Wheel files: reading, their metadata and RECORD, and the artifact that flows through all stages. */
@NullMarked
package org.nrnwheel.wheel;

import org.jspecify.annotations.NullMarked;
