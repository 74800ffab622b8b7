/** Azure Pipelines: starts release and nightly runs of a pipeline, follows them and fetches their wheels. */
@NullMarked
package org.nrnwheel.azure;

import org.jspecify.annotations.NullMarked;
