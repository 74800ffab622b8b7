package org.nrnwheel;

import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.request.BuildRequest;

/**
 * Builds macOS wheels; see {@link WheelBuilder}.
 *
 * @param request what is asked for
 * @param context what a build needs and is not data
 */
public record MacosWheelBuilder(BuildRequest request, BuildContext context) implements WheelBuilder<MacosWheelBuilder> {
    @Override
    public MacosWheelBuilder with(BuildRequest changed) {
        return new MacosWheelBuilder(changed, context);
    }

    @Override
    public MacosWheelBuilder with(BuildContext changed) {
        return new MacosWheelBuilder(request, changed);
    }
}
