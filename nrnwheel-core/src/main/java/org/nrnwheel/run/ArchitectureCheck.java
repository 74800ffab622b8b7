package org.nrnwheel.run;

import java.util.Optional;
import org.nrnwheel.plan.ImageReference;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Problem;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.tag.Architecture;

/** Says why wheels of the CPU that is asked for cannot be built on a platform. Stateless. */
final class ArchitectureCheck {
    private ArchitectureCheck() {}

    static Optional<Problem> problem(BuildRequest request, Inventory inventory) {
        Architecture present = inventory.architecture();
        Optional<Architecture> wanted = request.options().architecture();
        if (wanted.filter(cpu -> cpu != present).isPresent()) {
            return Optional.of(otherThanWanted(wanted.get(), inventory));
        }
        return inventory.machine().runs(present) ? Optional.empty() : Optional.of(notRunning(inventory));
    }

    private static Problem otherThanWanted(Architecture wanted, Inventory inventory) {
        return new Problem(
                "architecture",
                "the wheels are to be for " + wanted + ", and " + name(inventory) + " is for "
                        + inventory.architecture(),
                inventory.system() == TargetSystem.LINUX
                        ? remedy(wanted, inventory)
                        : "Build them on a machine of that architecture.");
    }

    private static String remedy(Architecture wanted, Inventory inventory) {
        String image = "Build in an image for " + wanted
                + " ('nrnwheel image pull' and 'nrnwheel rootfs pull' take --architecture " + wanted + ")";
        return inventory.machine().runs(wanted)
                ? image + "."
                : image + ", on a machine or by an engine of that architecture; or here with emulation: "
                        + emulation(wanted);
    }

    private static Problem notRunning(Inventory inventory) {
        Architecture present = inventory.architecture();
        return new Problem(
                "emulation",
                name(inventory) + " is for " + present + ", whose programs do not run there: the machine is "
                        + inventory.machine().architecture() + " and has no emulator for them",
                "Use a machine or an engine that is " + present + "; or on that machine: " + emulation(present));
    }

    private static String emulation(Architecture cpu) {
        return "as root, apt-get install -y qemu-user-static (or what has it there). The handler for " + cpu
                + " in /proc/sys/fs/binfmt_misc must be enabled and have flag F.";
    }

    private static String name(Inventory inventory) {
        return inventory
                .image()
                .map(ImageReference::name)
                .map(image -> "the image " + image)
                .orElse(inventory.platform());
    }
}
