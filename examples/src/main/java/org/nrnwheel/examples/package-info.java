/** Programs that embed nrnwheel, compiled with it so that they stay true. */
@NullMarked
package org.nrnwheel.examples;

import org.jspecify.annotations.NullMarked;
