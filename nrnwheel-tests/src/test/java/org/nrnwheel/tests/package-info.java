/** Tests of the whole library, as its users meet it. */
@NullMarked
package org.nrnwheel.tests;

import org.jspecify.annotations.NullMarked;
