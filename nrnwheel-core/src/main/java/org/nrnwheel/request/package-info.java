/** What is asked for, as data. */
@NullMarked
package org.nrnwheel.request;

import org.jspecify.annotations.NullMarked;
