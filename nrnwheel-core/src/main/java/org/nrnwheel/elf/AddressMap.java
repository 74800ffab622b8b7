package org.nrnwheel.elf;

import java.util.List;
import java.util.OptionalLong;

/** Where in the file an address of memory is: the loader knows addresses only. */
final class AddressMap {
    private final String name;
    private final List<ProgramHeader> loads;

    AddressMap(String name, List<ProgramHeader> headers) {
        this.name = name;
        this.loads =
                headers.stream().filter(h -> h.type() == ProgramHeader.PT_LOAD).toList();
    }

    OptionalLong find(long address) {
        for (ProgramHeader load : loads) {
            if (load.holds(address)) {
                return OptionalLong.of(load.offset() + (address - load.address()));
            }
        }
        return OptionalLong.empty();
    }

    long offset(long address, String field) {
        return find(address)
                .orElseThrow(() -> new ElfException(
                        name, -1, field, "is at address 0x" + Long.toHexString(address) + ", which no segment holds"));
    }
}
