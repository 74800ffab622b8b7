package org.nrnwheel.recipe;

import java.util.List;
import java.util.Optional;
import org.nrnwheel.source.SourceTree;

/** The recipes that come with nrnwheel, from the most special to the most general. */
public final class Recipes {
    private Recipes() {}

    /**
     * Lists the recipes in the order in which they are asked.
     *
     * @return the recipes
     */
    public static List<Recipe> all() {
        return List.of(new NeuronSetupPyRecipe(), new NeuronPyprojectRecipe(), new Pep517Recipe());
    }

    /**
     * Finds a recipe by name.
     *
     * @param name e.g. {@code pep517}
     * @return the recipe, or nothing when there is none of this name
     */
    public static Optional<Recipe> find(String name) {
        return all().stream().filter(recipe -> recipe.name().equals(name)).findFirst();
    }

    /**
     * Finds the recipe for a tree by looking at it.
     *
     * @param tree the source tree
     * @return the first recipe that recognises it, or nothing when none does
     */
    public static Optional<Recipe> recognise(SourceTree tree) {
        return all().stream().filter(recipe -> recipe.recognises(tree)).findFirst();
    }
}
