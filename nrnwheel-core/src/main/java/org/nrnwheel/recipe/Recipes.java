package org.nrnwheel.recipe;

import java.util.List;
import java.util.Optional;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.source.SourceTree;
import org.nrnwheel.tag.Version;
import org.nrnwheel.tag.WheelName;
import org.nrnwheel.testing.ProjectTests;

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

    /**
     * Returns how a project says that its wheels are tested: {@code [tool.cibuildwheel]} in its {@code pyproject.toml}.
     *
     * @param tree the project's source tree
     * @param system where the tests run
     * @return the tests, without a command when it says none
     * @throws org.nrnwheel.source.SourceException when the file is no TOML
     */
    public static ProjectTests tests(SourceTree tree, TargetSystem system) {
        return Pyproject.of(tree)
                .map(pyproject -> Cibuildwheel.tests(pyproject.root(), system))
                .orElse(ProjectTests.NONE);
    }

    /**
     * Returns the pip constraints that builds of a published version of NEURON use.
     *
     * @param distribution the distribution's name, in any spelling
     * @param version its version
     * @return lines of a constraints file; none for other projects and for versions that need none
     */
    public static List<String> constraints(String distribution, Version version) {
        boolean old = version.compareTo(Version.parse("9.0a0")) < 0;
        boolean neuron = WheelName.normalize(distribution).matches("neuron(-gpu)?(-nightly)?");
        return neuron && old ? NeuronSetupPyRecipe.CONSTRAINTS : List.of();
    }
}
