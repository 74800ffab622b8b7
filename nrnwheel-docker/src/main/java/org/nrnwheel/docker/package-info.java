/** The container platform and images; docker-java stays inside. */
@NullMarked
package org.nrnwheel.docker;

import org.jspecify.annotations.NullMarked;
