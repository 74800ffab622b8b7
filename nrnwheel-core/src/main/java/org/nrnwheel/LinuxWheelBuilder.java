package org.nrnwheel;

import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.request.BuildOptions.Repair;
import org.nrnwheel.request.BuildRequest;

/**
 * Builds Linux wheels; see {@link WheelBuilder}.
 *
 * @param request what is asked for
 * @param context what a build needs and is not data
 */
public record LinuxWheelBuilder(BuildRequest request, BuildContext context) implements WheelBuilder<LinuxWheelBuilder> {
    @Override
    public LinuxWheelBuilder with(BuildRequest changed) {
        return new LinuxWheelBuilder(changed, context);
    }

    @Override
    public LinuxWheelBuilder with(BuildContext changed) {
        return new LinuxWheelBuilder(request, changed);
    }

    /**
     * Builds NEURON with CoreNEURON and GPU support, by NVIDIA's compilers; x86_64 only.
     *
     * @return the changed builder
     */
    public LinuxWheelBuilder coreneuronGpu() {
        return feature(BuildRequest.CORENEURON_GPU);
    }

    /**
     * Says what repairs the wheels, instead of nrnwheel itself.
     *
     * @param repair e.g. {@code Repair.AUDITWHEEL}
     * @return the changed builder
     */
    public LinuxWheelBuilder repairWith(Repair repair) {
        return with(request().withOptions(options -> options.repair(repair)));
    }
}
