package org.nrnwheel.plan;

import org.nrnwheel.json.Json;
import org.nrnwheel.tag.Architecture;

/**
 * A Python interpreter of a platform. Immutable.
 *
 * @param executable its path, as commands see it
 * @param implementation e.g. {@code cpython}
 * @param version full version, e.g. {@code 3.11.2}
 * @param major major version
 * @param minor minor version
 * @param pythonTag python tag of PEP 425, e.g. {@code cp311}
 * @param abiTag ABI tag of PEP 425, e.g. {@code cp311}, {@code cp37m}, {@code cp313t}
 * @param platformTag platform of {@code sysconfig.get_platform()} as a tag, e.g. {@code linux_x86_64}
 * @param architecture the CPU it runs on
 * @param headers whether {@code Python.h} is there
 * @param origin where it was found: {@code manylinux}, {@code path}, {@code pyenv}, {@code uv}, {@code framework},
 *     {@code provisioned} or {@code given}
 */
public record Interpreter(
        String executable,
        String implementation,
        String version,
        int major,
        int minor,
        String pythonTag,
        String abiTag,
        String platformTag,
        Architecture architecture,
        boolean headers,
        String origin) {
    /**
     * Writes this interpreter as JSON.
     *
     * @return an object with these fields
     */
    public String toJson() {
        return Json.write(InventoryJson.write(this));
    }
}
