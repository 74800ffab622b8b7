package org.nrnwheel.recipe;

import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.tag.Architecture;
import org.nrnwheel.tag.BuildIdentifier;

/** Names jobs. */
final class Identifiers {
    private Identifiers() {}

    static BuildIdentifier of(Inventory inventory, Interpreter interpreter) {
        return new BuildIdentifier(interpreter.abiTag(), platform(inventory, interpreter));
    }

    /** A universal2 interpreter makes wheels for the machine's processor; images say which C library they are for. */
    private static String platform(Inventory inventory, Interpreter interpreter) {
        if (inventory.system() == TargetSystem.MACOS) {
            return interpreter
                    .platformTag()
                    .replace(
                            Architecture.UNIVERSAL2.token(),
                            inventory.architecture().token());
        }
        boolean musl = inventory
                .image()
                .filter(image -> image.name().contains("musllinux"))
                .isPresent();
        if (inventory.image().isPresent() && interpreter.platformTag().startsWith("linux_")) {
            return (musl ? "musl" : "many") + interpreter.platformTag();
        }
        return interpreter.platformTag();
    }
}
