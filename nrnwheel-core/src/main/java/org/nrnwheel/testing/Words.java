package org.nrnwheel.testing;

import java.util.ArrayList;
import java.util.List;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;

/** Makes command lines of texts and values. Stateless. */
final class Words {
    private Words() {}

    static List<Value> of(Object... words) {
        List<Value> argv = new ArrayList<>();
        for (Object word : words) {
            argv.add(word instanceof Value value ? value : new Text(word.toString()));
        }
        return argv;
    }

    static List<Value> join(List<Value> first, List<Value> second) {
        List<Value> argv = new ArrayList<>(first);
        argv.addAll(second);
        return argv;
    }
}
