package org.nrnwheel.recipe;

import java.util.List;
import java.util.Optional;
import org.nrnwheel.plan.FileStep;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.Text;

/**
 * The pip constraints of a job: the recipe's and the user's in one file.
 *
 * @param text the file's content, empty for none
 */
record Constraints(String text) {
    private static final Place FILE = new Place(Root.WORK, "constraints.txt");

    static Constraints of(List<String> recipe, String user) {
        String own = recipe.isEmpty() ? "" : String.join("\n", recipe) + "\n";
        return new Constraints(own + user);
    }

    Optional<Place> file() {
        return text.isBlank() ? Optional.empty() : Optional.of(FILE);
    }

    List<Step> steps() {
        return file().<List<Step>>map(file -> List.of(new FileStep("constraints", file, new Text(text), false)))
                .orElse(List.of());
    }
}
