/** What a build tells its listeners, as immutable events. */
@NullMarked
package org.nrnwheel.event;

import org.jspecify.annotations.NullMarked;
