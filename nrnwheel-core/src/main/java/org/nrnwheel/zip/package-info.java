/** Zip archives as they lie in their files (PKWARE's APPNOTE): directories and entries, read by position. */
@NullMarked
package org.nrnwheel.zip;

import org.jspecify.annotations.NullMarked;
