package org.nrnwheel.recipe;

import java.util.Optional;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.source.SourceTree;

/** Reads which Pythons a project says it is for (PEP 621). */
final class RequiresPython {
    private RequiresPython() {}

    static Optional<String> unsupported(SourceTree tree, Interpreter interpreter) {
        return Pyproject.of(tree)
                .flatMap(Pyproject::requiresPython)
                .filter(range -> !new VersionRange(range).contains(interpreter.version()))
                .map(range -> "the project is for Python " + range);
    }
}
