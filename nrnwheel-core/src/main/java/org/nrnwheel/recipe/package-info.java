/** How projects are built: NEURON 8.x, NEURON 9.x, any PEP 517 project. */
@NullMarked
package org.nrnwheel.recipe;

import org.jspecify.annotations.NullMarked;
