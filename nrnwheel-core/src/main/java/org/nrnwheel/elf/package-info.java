/** ELF files (System V ABI, gABI 4.1, and the GNU extensions): one small class for each structure, and an editor. */
@NullMarked
package org.nrnwheel.elf;

import org.jspecify.annotations.NullMarked;
