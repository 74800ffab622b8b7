package org.nrnwheel.testing;

import java.util.List;
import java.util.Map;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Value;

/** Where a wheel is installed for its test and how it is found there: one for each {@link TestEnvironment}. Immutable. */
interface Site {
    /** The directory below which everything is installed, programs in its {@code bin}. */
    Place root();

    /** The interpreter that sees what is installed. */
    Place python();

    /** Makes the place and what installs into it. */
    List<List<Value>> make();

    /** The command of pip, or uv's, without its options. */
    List<Value> pip(String command);

    /** Options of pip's install, before the requirement. */
    List<Value> installOptions();

    /** Variables that the installation and the checks get. */
    Map<String, Value> variables();

    /** Closes the place once the wheel is in it. */
    default List<List<Value>> seal() {
        return List.of();
    }

    /** Opens it again, so that it can be removed. */
    default List<List<Value>> unseal() {
        return List.of();
    }

    /** Wraps the commands of checks. */
    default List<Value> around(List<Value> argv) {
        return argv;
    }
}
