/** Fuzz targets: what hostile bytes may do, and no more. Jazzer runs each in a JVM of its own. */
@NullMarked
package org.nrnwheel.tests.fuzz;

import org.jspecify.annotations.NullMarked;
