package org.nrnwheel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Place;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.recipe.Recipes;
import org.nrnwheel.tag.WheelName;

/** The constraints of a test, the user's and the recipe's, as one file of its workspace. */
record ConstraintsFile(TestSettings settings, Environment environment) {
    /** Writes the file; nothing when there are no constraints. */
    Optional<Place> in(Workspace workspace, Place wheel) {
        if (settings.constraints().isEmpty()
                && !settings.recipeConstraints()
                && settings.choice().pins().isEmpty()) {
            return Optional.empty();
        }
        Place place = new Place(Place.Root.WORK, "given/constraints.txt");
        try {
            Path file = Files.createTempFile("nrnwheel", ".txt");
            try {
                Files.writeString(file, text(wheel), StandardCharsets.UTF_8);
                workspace.copyIn(file, place);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new PlatformException("the constraints cannot be read: " + e, "Give a file that can be read.", e);
        }
        return Optional.of(place);
    }

    private String text(Place wheel) throws IOException {
        StringBuilder text = new StringBuilder();
        if (settings.recipeConstraints()) {
            WheelName name =
                    WheelName.parse(wheel.relative().substring(wheel.relative().lastIndexOf('/') + 1));
            Recipes.constraints(name.distribution(), name.parsedVersion())
                    .forEach(line -> text.append(line).append('\n'));
        }
        settings.choice().pins().forEach(line -> text.append(line).append('\n'));
        if (settings.constraints().isPresent()) {
            Path file = environment
                    .workingDirectory()
                    .resolve(settings.constraints().get());
            text.append(Files.readString(file, StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
