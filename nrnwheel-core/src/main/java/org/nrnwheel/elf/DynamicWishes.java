package org.nrnwheel.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the dynamic section as it is to be of the one that is there. */
final class DynamicWishes {
    private final DynamicSection section;
    private final StringTable strings;
    private final ElfChanges changes;

    DynamicWishes(DynamicSection section, StringTable strings, ElfChanges changes) {
        this.section = section;
        this.strings = strings;
        this.changes = changes;
    }

    /** The entries without the one that ends them. What keeps its string keeps its entry. */
    List<DynamicWish> list() {
        List<DynamicWish> wishes = new ArrayList<>();
        for (DynamicEntry entry : section.entries()) {
            wish(entry).ifPresent(wishes::add);
        }
        addNeeded(wishes);
        addMissing(wishes, DynamicEntry.DT_SONAME, changes.soname());
        addMissing(wishes, DynamicEntry.DT_RPATH, changes.rpath());
        addMissing(wishes, DynamicEntry.DT_RUNPATH, changes.runpath());
        return wishes;
    }

    private Optional<DynamicWish> wish(DynamicEntry entry) {
        if (entry.tag() == DynamicEntry.DT_NEEDED) {
            return needed(entry);
        }
        Optional<String> change = change(entry.tag());
        if (change.isEmpty() || strings.at(entry.value(), "a string").equals(change.get())) {
            return Optional.of(DynamicWish.kept(entry));
        }
        return change.filter(text -> !text.isEmpty()).map(text -> DynamicWish.text(entry.tag(), text));
    }

    private Optional<String> change(long tag) {
        if (tag == DynamicEntry.DT_SONAME) {
            return changes.soname();
        }
        if (tag == DynamicEntry.DT_RPATH) {
            return changes.rpath();
        }
        return tag == DynamicEntry.DT_RUNPATH ? changes.runpath() : Optional.empty();
    }

    private Optional<DynamicWish> needed(DynamicEntry entry) {
        String name = strings.at(entry.value(), "DT_NEEDED");
        if (changes.removed().contains(name)) {
            return Optional.empty();
        }
        String changed = changes.replaced().getOrDefault(name, name);
        return Optional.of(changed.equals(name) ? DynamicWish.kept(entry) : DynamicWish.text(entry.tag(), changed));
    }

    /** After the last that is needed, or first. */
    private void addNeeded(List<DynamicWish> wishes) {
        int at = 0;
        for (int i = 0; i < wishes.size(); i++) {
            at = wishes.get(i).tag() == DynamicEntry.DT_NEEDED ? i + 1 : at;
        }
        for (String name : changes.added()) {
            boolean there =
                    section.needed().contains(name) && !changes.removed().contains(name);
            if (!there) {
                wishes.add(at++, DynamicWish.text(DynamicEntry.DT_NEEDED, name));
            }
        }
    }

    private static void addMissing(List<DynamicWish> wishes, long tag, Optional<String> text) {
        boolean missing = wishes.stream().noneMatch(wish -> wish.tag() == tag);
        text.filter(wanted -> missing && !wanted.isEmpty())
                .ifPresent(wanted -> wishes.add(DynamicWish.text(tag, wanted)));
    }
}
