/** Hidden: which certificates connections trust, and which proxies they take. */
@NullMarked
package org.nrnwheel.net;

import org.jspecify.annotations.NullMarked;
