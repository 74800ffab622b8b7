package org.nrnwheel.recipe;

import java.util.function.Predicate;
import org.nrnwheel.plan.Inventory;

/**
 * Something that must be on the machine, and the packages that bring it.
 *
 * @param what it is, for people
 * @param present whether it is there
 * @param debian packages of Debian and Ubuntu, separated by spaces
 * @param redhat packages of Fedora and Red Hat's family
 * @param brew packages of Homebrew, empty where the system brings it
 */
record Requirement(String what, Predicate<Inventory> present, String debian, String redhat, String brew) {
    static Requirement tool(String name, String debian, String redhat, String brew) {
        return new Requirement(name, inventory -> inventory.tool(name).isPresent(), debian, redhat, brew);
    }

    static Requirement path(String what, String path, String debian, String redhat) {
        return new Requirement(what, inventory -> inventory.has(path), debian, redhat, "");
    }
}
