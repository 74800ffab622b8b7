/** Hidden: JSON through Jackson's tree, without data binding. */
@NullMarked
package org.nrnwheel.json;

import org.jspecify.annotations.NullMarked;
