COMMENT
A thin shell of calcium below the membrane that relaxes to its resting level.
ENDCOMMENT

NEURON {
    SUFFIX nrnwheelca
    USEION ca READ ica WRITE cai
    RANGE width, rest, decay
}

UNITS {
    (mM) = (milli/liter)
    (mA) = (milliamp)
    (um) = (micron)
    FARADAY = (faraday) (coulombs)
}

PARAMETER {
    width = 0.1 (um)
    decay = 20 (ms)
    rest = 1e-4 (mM)
}

ASSIGNED {
    ica (mA/cm2)
}

STATE {
    cai (mM)
}

INITIAL {
    cai = rest
}

BREAKPOINT {
    SOLVE shell METHOD derivimplicit
}

DERIVATIVE shell {
    cai' = -(10000) * ica / (2 * FARADAY * width) + (rest - cai) / decay
}
