/** Azure DevOps as far as the tests need it, on this machine. */
@NullMarked
package org.nrnwheel.azure.fake;

import org.jspecify.annotations.NullMarked;
