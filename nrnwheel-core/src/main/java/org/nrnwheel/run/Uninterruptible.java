package org.nrnwheel.run;

/** Waits that an interrupt does not end; the flag is set again afterwards. */
final class Uninterruptible {
    /** Something that is waited for. */
    interface Wait<T> {
        T await() throws InterruptedException;
    }

    private Uninterruptible() {}

    static <T> T await(Wait<T> wait) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static void join(Thread thread) {
        boolean ended = await(() -> {
            thread.join();
            return true;
        });
        assert ended;
    }
}
