package org.nrnwheel.elf;

import java.util.Optional;

/**
 * A symbol for dynamic linking.
 *
 * @param name its name, without version
 * @param version the version that it has or needs
 * @param library which library the version is needed of; nothing for symbols without, or that are defined here
 * @param hidden whether the version is not the default one ({@code @} rather than {@code @@})
 * @param value an address, usually
 * @param size size of what it names, in bytes, or 0
 * @param info binding and type, {@code st_info}
 * @param other visibility, {@code st_other}
 * @param section index of its section; 0 when undefined
 */
public record DynamicSymbol(
        String name,
        Optional<String> version,
        Optional<String> library,
        boolean hidden,
        long value,
        long size,
        int info,
        int other,
        int section) {
    /** Binding: seen in this file only. */
    public static final int STB_LOCAL = 0;
    /** Binding: seen by all. */
    public static final int STB_GLOBAL = 1;
    /** Binding: may be missing, or gives way to others. */
    public static final int STB_WEAK = 2;
    /** Binding: one of its name in a process. */
    public static final int STB_GNU_UNIQUE = 10;
    /** Type: unknown, usual for undefined symbols. */
    public static final int STT_NOTYPE = 0;
    /** Type: data. */
    public static final int STT_OBJECT = 1;
    /** Type: a function. */
    public static final int STT_FUNC = 2;
    /** Type: thread-local data. */
    public static final int STT_TLS = 6;
    /** Type: a function that chooses a function. */
    public static final int STT_GNU_IFUNC = 10;

    /**
     * Returns the binding.
     *
     * @return e.g. {@link #STB_WEAK}
     */
    public int binding() {
        return info >> 4;
    }

    /**
     * Returns the type.
     *
     * @return e.g. {@link #STT_FUNC}
     */
    public int type() {
        return info & 0xf;
    }

    /**
     * Says whether another file must define it.
     *
     * @return whether its section is undefined
     */
    public boolean isUndefined() {
        return section == 0;
    }

    /**
     * Says whether it may be missing.
     *
     * @return whether its binding is weak
     */
    public boolean isWeak() {
        return binding() == STB_WEAK;
    }

    /**
     * Says whether other files can use it.
     *
     * @return whether it is defined here, not local, and of default or protected visibility
     */
    public boolean isExported() {
        int visibility = other & 3;
        return !isUndefined() && binding() != STB_LOCAL && (visibility == 0 || visibility == 3);
    }

    DynamicSymbol withLibrary(Optional<String> changed) {
        return new DynamicSymbol(name, version, changed, hidden, value, size, info, other, section);
    }

    DynamicSymbol withValue(long changed) {
        return new DynamicSymbol(name, version, library, hidden, changed, size, info, other, section);
    }
}
