package org.nrnwheel.plan;

/** The JSON form. */
final class InventoryJson {
    private InventoryJson() {}

    static String write(Inventory value) {
        return value.toString();
    }

    static Inventory read(String json) {
        return java.util.Optional.<Inventory>empty().orElseThrow(() -> new UnsupportedOperationException(json));
    }
}
