/** Hidden: what several threads do together. */
@NullMarked
package org.nrnwheel.concurrent;

import org.jspecify.annotations.NullMarked;
