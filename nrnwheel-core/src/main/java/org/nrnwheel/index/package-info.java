/** Static package indexes in a directory: PEP 503, 658, 691 and 700. */
@NullMarked
package org.nrnwheel.index;

import org.jspecify.annotations.NullMarked;
