package org.nrnwheel.repair;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says what a repair is going to do, for people. */
final class GraftPlanText {
    private final StringBuilder out = new StringBuilder();

    private GraftPlanText() {}

    static String write(GraftPlan plan) {
        GraftPlanText text = new GraftPlanText();
        text.line(plan.wheel() + " -> " + plan.fileName());
        plan.grafts().forEach(text::graft);
        plan.edits().forEach(text::edit);
        plan.duplicates().forEach((path, other) -> text.line("  leave " + path + " out, which " + other + " is too"));
        plan.modes()
                .forEach((path, mode) -> text.line("  mode " + String.format(Locale.ROOT, "%04o", mode) + " " + path));
        plan.excluded().forEach(soname -> text.line("  exclude " + soname));
        plan.components().forEach(component -> text.line("  declare " + component.packageUrl()));
        return text.out.toString();
    }

    private void graft(Graft graft) {
        line("  graft " + graft.source() + " as " + graft.path());
        changes(graft.edit());
    }

    private void edit(String path, NativeEdit edit) {
        line("  edit " + path);
        changes(edit);
    }

    private void changes(NativeEdit edit) {
        edit.soname().ifPresent(name -> line("    soname " + name));
        for (Map.Entry<String, String> entry : edit.replaced().entrySet()) {
            line("    needs " + entry.getValue() + " instead of " + entry.getKey());
        }
        edit.removed().forEach(name -> line("    needs " + name + " no longer"));
        path("rpath", edit.rpath());
        path("runpath", edit.runpath());
        if (edit.strip()) {
            line("    without symbol table and debugging information");
        }
    }

    private void path(String kind, Optional<String> path) {
        path.ifPresent(text -> line("    " + kind + (text.isEmpty() ? " removed" : " " + text)));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
