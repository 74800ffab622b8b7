"""Simulates a Hodgkin-Huxley soma by the installed NEURON and checks its voltages against an integration of its own.

Exit code 0 when they agree. NEURON integrates by the backward Euler method; the reference here by the
fourth-order Runge-Kutta method at the same step, so they differ by NEURON's own discretisation error, which the tolerances allow.
"""

import math
import sys

AMPLITUDE_NA, DELAY_MS, DURATION_MS, END_MS, DIAMETER_UM = 0.3, 5.0, 40.0, 50.0, 20.0
STEP_MS = 0.005
SPIKE_TIME_TOLERANCE_MS, PEAK_TOLERANCE_MV, REST_TOLERANCE_MV = 0.1, 0.5, 0.01


def simulate():
    """Times (ms) and membrane potentials (mV) by NEURON."""
    from neuron import h

    h.load_file("stdrun.hoc")
    soma = h.Section(name="soma")
    soma.L = soma.diam = DIAMETER_UM
    soma.insert("hh")
    stimulus = h.IClamp(soma(0.5))
    stimulus.delay, stimulus.dur, stimulus.amp = DELAY_MS, DURATION_MS, AMPLITUDE_NA
    times = h.Vector().record(h._ref_t)
    potentials = h.Vector().record(soma(0.5)._ref_v)
    h.celsius, h.dt, h.steps_per_ms = 6.3, STEP_MS, round(1 / STEP_MS)
    h.finitialize(-65)
    h.continuerun(END_MS)
    return list(times), list(potentials)


def ratio(x, y):
    """x / (exp(x / y) - 1), continuous at zero."""
    return y * (1 - x / y / 2) if abs(x / y) < 1e-6 else x / math.expm1(x / y)


def rates(v):
    """(alpha, beta) of the gates m, h, n at 6.3 degrees Celsius: Hodgkin and Huxley 1952, resting at -65 mV."""
    return (
        (0.1 * ratio(-(v + 40), 10), 4 * math.exp(-(v + 65) / 18)),
        (0.07 * math.exp(-(v + 65) / 20), 1 / (math.exp(-(v + 35) / 10) + 1)),
        (0.01 * ratio(-(v + 55), 10), 0.125 * math.exp(-(v + 65) / 80)),
    )


def derivative(state, density):
    """Time derivative of (v, m, h, n); density is the injected current in uA/cm2, the capacitance 1 uF/cm2."""
    v, m, h, n = state
    ionic = 120 * m**3 * h * (v - 50) + 36 * n**4 * (v + 77) + 0.3 * (v + 54.3)
    gates = tuple(a * (1 - x) - b * x for x, (a, b) in zip((m, h, n), rates(v)))
    return (density - ionic, *gates)


def integrate(step=STEP_MS):
    """The same cell by the classical Runge-Kutta method."""
    area_cm2 = math.pi * (DIAMETER_UM * 1e-4) ** 2
    state = (-65.0, *(a / (a + b) for a, b in rates(-65.0)))
    times, potentials = [0.0], [state[0]]
    for i in range(round(END_MS / step)):
        on = DELAY_MS <= (i + 0.5) * step < DELAY_MS + DURATION_MS
        density = AMPLITUDE_NA * 1e-3 / area_cm2 if on else 0.0

        def moved(slope, by):
            return tuple(x + by * dx for x, dx in zip(state, slope))

        k1 = derivative(state, density)
        k2 = derivative(moved(k1, step / 2), density)
        k3 = derivative(moved(k2, step / 2), density)
        k4 = derivative(moved(k3, step), density)
        state = tuple(x + step / 6 * (a + 2 * b + 2 * c + d) for x, a, b, c, d in zip(state, k1, k2, k3, k4))
        times.append((i + 1) * step)
        potentials.append(state[0])
    return times, potentials


def spikes(times, potentials):
    """When the potential rises through 0 mV."""
    return [t for t, before, after in zip(times[1:], potentials, potentials[1:]) if before <= 0 < after]


def main():
    times, potentials = simulate()
    expected_times, expected_potentials = integrate()
    found, expected = spikes(times, potentials), spikes(expected_times, expected_potentials)
    shown = ", ".join(f"{t:.2f}" for t in found)
    print(f"{len(found)} spikes at {shown} ms; peak {max(potentials):.2f} mV; end {potentials[-1]:.2f} mV")
    problems = []
    if len(found) != len(expected):
        problems.append(f"{len(found)} spikes, expected {len(expected)}")
    for t, e in zip(found, expected):
        if abs(t - e) > SPIKE_TIME_TOLERANCE_MS:
            problems.append(f"a spike at {t:.3f} ms, expected at {e:.3f} ms")
    before = DELAY_MS - 0.1
    for name, value, e, tolerance in (
        ("peak", max(potentials), max(expected_potentials), PEAK_TOLERANCE_MV),
        (
            "potential at rest",
            potentials[min(range(len(times)), key=lambda i: abs(times[i] - before))],
            expected_potentials[min(range(len(expected_times)), key=lambda i: abs(expected_times[i] - before))],
            REST_TOLERANCE_MV,
        ),
    ):
        if not abs(value - e) <= tolerance:
            problems.append(f"{name} {value:.3f} mV, expected {e:.3f} mV")
    for problem in problems:
        print(f"demo-simulation: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
