/** Contract suites that an implementation of an SPI must pass, and fakes that pass what applies to them. */
@NullMarked
package org.nrnwheel.testkit;

import org.jspecify.annotations.NullMarked;
