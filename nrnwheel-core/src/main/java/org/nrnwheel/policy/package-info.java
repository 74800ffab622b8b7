/** What platform tags allow (PEP 513, 571, 599, 600 and 656), as data. */
@NullMarked
package org.nrnwheel.policy;

import org.jspecify.annotations.NullMarked;
