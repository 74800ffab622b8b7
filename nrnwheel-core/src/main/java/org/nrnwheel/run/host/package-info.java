/** Hidden: the host platform. */
@NullMarked
package org.nrnwheel.run.host;

import org.jspecify.annotations.NullMarked;
