/** The doors: fluent builders and the standalone auditor, repairer and tester. No package of core imports this one. */
@NullMarked
package org.nrnwheel;

import org.jspecify.annotations.NullMarked;
