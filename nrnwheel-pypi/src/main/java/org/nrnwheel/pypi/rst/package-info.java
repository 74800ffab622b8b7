/**
 * Checks descriptions in reStructuredText: what an index's renderer stops at. {@link org.nrnwheel.pypi.rst.Review} is the way in; each
 * other class reads one kind of markup.
 */
@NullMarked
package org.nrnwheel.pypi.rst;

import org.jspecify.annotations.NullMarked;
