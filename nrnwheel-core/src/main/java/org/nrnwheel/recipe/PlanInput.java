package org.nrnwheel.recipe;

import org.nrnwheel.plan.Inventory;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.source.SourceTree;

/**
 * All that a recipe may know when it plans.
 *
 * @param request what is asked for, its paths absolute
 * @param tree the source tree, read only
 * @param inventory what the platform has
 * @param constraints the lines of the user's pip constraints file, empty without one
 */
public record PlanInput(BuildRequest request, SourceTree tree, Inventory inventory, String constraints) {}
