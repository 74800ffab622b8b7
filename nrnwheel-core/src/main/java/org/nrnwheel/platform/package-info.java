/** The SPI of platforms: where commands run. */
@NullMarked
package org.nrnwheel.platform;

import org.jspecify.annotations.NullMarked;
