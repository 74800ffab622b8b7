/** Image roots: container images that are unpacked from a registry or an archive and entered by bubblewrap. */
@NullMarked
package org.nrnwheel.rootfs;

import org.jspecify.annotations.NullMarked;
