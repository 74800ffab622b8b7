/** Plans of NEURON's recipe against what NEURON's own build script does. */
@NullMarked
package org.nrnwheel.tests.parity;

import org.jspecify.annotations.NullMarked;
