/** Hidden: the command line. */
@NullMarked
package org.nrnwheel.cli;

import org.jspecify.annotations.NullMarked;
