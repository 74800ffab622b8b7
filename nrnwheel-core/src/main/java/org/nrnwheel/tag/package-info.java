/** Names and tags of wheels: PEP 425, 427, 440 and 600. */
@NullMarked
package org.nrnwheel.tag;

import org.jspecify.annotations.NullMarked;
