/**
 * What a Linux wheel needs of the system it is installed on, which platform tags fit that, and what is wrong with the
 * wheel. The answer depends on the wheel alone.
 */
@NullMarked
package org.nrnwheel.audit;

import org.jspecify.annotations.NullMarked;
