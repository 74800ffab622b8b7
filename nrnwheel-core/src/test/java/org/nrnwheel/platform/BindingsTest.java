package org.nrnwheel.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nrnwheel.plan.Captured;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Variable;

class BindingsTest {
    private static final Bindings BINDINGS =
            new Bindings(Map.of("wheel", new Place(Root.DIST, "a.whl")), Map.of("TOKEN", "hunter2"));

    @Test
    void bindsEveryKindOfValue() {
        Joined value = Joined.of(
                "a:", new Text("b"), ":", Place.of(Root.WORK), ":", new Captured("wheel"), ":", new Variable("TOKEN"));
        assertThat(BINDINGS.bind(value, place -> "/" + place.root() + "/" + place.relative()))
                .isEqualTo("a:b:/WORK/:/DIST/a.whl:hunter2");
    }

    @Test
    void whatIsNotBoundIsNamed() {
        assertThatThrownBy(() -> BINDINGS.bind(new Captured("repaired"), Place::relative))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("repaired");
        assertThatThrownBy(() -> BINDINGS.bind(new Variable("OTHER"), Place::relative))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.remedy()).contains("secret"))
                .hasMessageContaining("OTHER");
    }

    @Test
    void doesNotShowVariables() {
        assertThat(BINDINGS.toString()).contains("TOKEN").doesNotContain("hunter2");
    }

    @Test
    void aPlaceStaysBelowItsRoot() {
        assertThatThrownBy(() -> new Place(Root.WORK, "../x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Place(Root.WORK, "/x")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Place(Root.WORK, "a..b/c").resolve("d").relative()).isEqualTo("a..b/c/d");
    }
}
