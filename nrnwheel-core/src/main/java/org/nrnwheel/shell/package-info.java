/** Hidden: words for shells. */
@NullMarked
package org.nrnwheel.shell;

import org.jspecify.annotations.NullMarked;
