package org.nrnwheel.deflate;

/** How many bits symbols need at best. Whole numbers, so that all machines count alike. Stateless. */
final class Entropy {
    /** Logarithms in 1/4096. */
    private static final int SCALE = 12;

    /** How far the parabola rises above its ends' line: 4 times (log 1.5 - 0.5), in 1/4096. */
    private static final int BEND = 1393;

    private Entropy() {}

    /** How many bits are saved when two messages get codes of their own instead of one for both. */
    static long savedApart(int[] a, int[] b) {
        long saved = 0;
        int totalA = 0;
        int totalB = 0;
        for (int i = 0; i < a.length; i++) {
            if (a[i] != 0 && b[i] != 0) {
                saved += weight(a[i]) + weight(b[i]) - weight(a[i] + b[i]);
            }
            totalA += a[i];
            totalB += b[i];
        }
        return (saved + weight(totalA + totalB) - weight(totalA) - weight(totalB)) >> SCALE;
    }

    /** A number times its binary logarithm. */
    private static long weight(int number) {
        return (long) number * logarithm(number);
    }

    /** Of the fraction in [1, 2) the logarithm is taken as the parabola through its ends and its middle. */
    private static int logarithm(int number) {
        if (number <= 1) {
            return 0;
        }
        int whole = 31 - Integer.numberOfLeadingZeros(number);
        int fraction = (int) ((((long) number << SCALE) >> whole) - (1 << SCALE));
        int bend = (((fraction * ((1 << SCALE) - fraction)) >> SCALE) * BEND) >> SCALE;
        return (whole << SCALE) + fraction + bend;
    }
}
