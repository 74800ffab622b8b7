/** Source trees, read only, and the snapshots that jobs work on. */
@NullMarked
package org.nrnwheel.source;

import org.jspecify.annotations.NullMarked;
