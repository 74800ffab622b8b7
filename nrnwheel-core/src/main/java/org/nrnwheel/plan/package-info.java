/** What is going to be done, as data: jobs of named steps, and the inventory that a plan is made from. */
@NullMarked
package org.nrnwheel.plan;

import org.jspecify.annotations.NullMarked;
