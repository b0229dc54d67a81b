package io.texml.soak.work;

/** The library answered something else than what is there. Trouble of the platform is no excuse for it. */
final class WrongResult extends RuntimeException {

    private static final long serialVersionUID = 1;

    WrongResult(String message) {
        super(message);
    }

    static void unless(boolean right, String message) {
        if (!right) {
            throw new WrongResult(message);
        }
    }
}
