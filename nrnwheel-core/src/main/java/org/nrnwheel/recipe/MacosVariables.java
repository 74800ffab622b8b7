package org.nrnwheel.recipe;

import java.util.Map;
import java.util.TreeMap;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.tag.Architecture;

/** What makes a Mac's Python build for the machine's own processor and for older systems. */
final class MacosVariables {
    private MacosVariables() {}

    static Map<String, Value> of(Inventory inventory, Interpreter interpreter) {
        Map<String, Value> variables = new TreeMap<>();
        variables.put("MACOSX_DEPLOYMENT_TARGET", new Text(deploymentTarget(inventory.architecture())));
        String universal = "_" + Architecture.UNIVERSAL2;
        String tag = interpreter.platformTag();
        if (tag.endsWith(universal)) {
            String architecture = inventory.architecture().token();
            String version = tag.substring("macosx_".length(), tag.length() - universal.length());
            variables.put(
                    "_PYTHON_HOST_PLATFORM", new Text("macosx-" + version.replace('_', '.') + "-" + architecture));
            variables.put("ARCHFLAGS", new Text("-arch " + architecture));
        }
        return variables;
    }

    /** C++17 needs 10.15; Apple's own processors came with 11.0. */
    private static String deploymentTarget(Architecture architecture) {
        return architecture == Architecture.ARM64 ? "11.0" : "10.15";
    }
}
