/** Tests of the architecture. */
@NullMarked
package org.nrnwheel.tests.architecture;

import org.jspecify.annotations.NullMarked;
