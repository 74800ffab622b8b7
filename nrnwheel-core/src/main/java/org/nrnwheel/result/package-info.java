/** What a build gave: reports and the exceptions that carry them. */
@NullMarked
package org.nrnwheel.result;

import org.jspecify.annotations.NullMarked;
