/** Uploads wheels to package indexes: the legacy upload API of PyPI, and what makes it sure. */
@NullMarked
package org.nrnwheel.pypi;

import org.jspecify.annotations.NullMarked;
