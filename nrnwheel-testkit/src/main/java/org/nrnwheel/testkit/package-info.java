/** Contract suites that an implementation of an SPI must pass, fakes that pass what applies to them, and wheels that tests make up. */
@NullMarked
package org.nrnwheel.testkit;

import org.jspecify.annotations.NullMarked;
