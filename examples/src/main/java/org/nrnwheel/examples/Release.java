package org.nrnwheel.examples;

import java.nio.file.Path;
import java.util.List;
import org.nrnwheel.WheelAuditor;
import org.nrnwheel.WheelBuilder;
import org.nrnwheel.pypi.PypiPublisher;
import org.nrnwheel.pypi.Repository;
import org.nrnwheel.pypi.release.ReleaseSet;
import org.nrnwheel.result.BuildReport;
import org.nrnwheel.wheel.WheelArtifact;

/** From a checkout of NEURON to an index: build, audit, repair, test, gate, publish, install; any step that fails ends it. */
public final class Release {
    private Release() {}

    /** Arguments: the source tree, the wheelhouse, a Python, and the URL of the repository. */
    public static void main(String[] arguments) {
        String python = arguments[2];
        BuildReport built = WheelBuilder.linux()
                .source(Path.of(arguments[0]))
                .wheelhouse(Path.of(arguments[1]))
                .python(python)
                .on("host")
                .build(); // repairs and tests each wheel too
        List<Path> wheels = built.wheels().stream().map(WheelArtifact::path).toList();
        WheelAuditor auditor = WheelAuditor.hermetic().exclude("libgomp.so.1");
        wheels.forEach(wheel -> System.out.print(auditor.require(wheel).toText()));
        List<Path> whole = ReleaseSet.expect(List.of(python), List.of("manylinux_x86_64"), List.of("neuron"))
                .nightly()
                .evidence(built.file())
                .auditor(auditor)
                .require(wheels)
                .wheels();
        PypiPublisher publisher =
                PypiPublisher.to(Repository.url(arguments[3])).verify().install(python);
        publisher.publish(whole).files().forEach(file -> System.out.println(file.outcome() + " " + file.file()));
    }
}
