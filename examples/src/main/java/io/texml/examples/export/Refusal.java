package io.texml.examples.export;

/** Ends the program with a sentence and an exit code. */
final class Refusal extends RuntimeException {

    /** The export failed. */
    static final int FAILED = 1;

    /** Something else has to be asked for. */
    static final int USAGE = 2;

    /** Some media could not be had. */
    static final int PARTIAL = 3;

    /** There is no key that is accepted. */
    static final int NOT_AUTHENTICATED = 4;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    Refusal(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    static void usageIf(boolean wrong, String sentence) {
        if (wrong) {
            throw new Refusal(USAGE, sentence);
        }
    }
}
