package io.texml.examples.command;

/** Ends the program with a sentence and an exit code. */
public final class Refusal extends RuntimeException {

    /** It failed. */
    public static final int FAILED = 1;

    /** Something else has to be asked for. */
    public static final int USAGE = 2;

    /** Some of it could not be had. */
    public static final int PARTIAL = 3;

    /** There is no key that is accepted. */
    public static final int NOT_AUTHENTICATED = 4;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** With a sentence for who uses the program. */
    public Refusal(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /** What the program ends with. */
    public int exitCode() {
        return exitCode;
    }

    /** Refuses what was asked for. */
    public static void usageIf(boolean wrong, String sentence) {
        if (wrong) {
            throw new Refusal(USAGE, sentence);
        }
    }
}
