package io.texml.operation;

/** Whether a request may be repeated when nobody knows what became of the first try. */
public enum Safety {
    /** Reads only: repeating it changes nothing. */
    SAFE,
    /** Sets a state: repeating it leaves the same state. */
    IDEMPOTENT,
    /**
     * Creates something or hands over instructions: repeating it could make a phone ring twice. It is repeated only
     * when nothing was sent, or when the server refused it with 429.
     */
    CREATING;

    /**
     * Whether nothing bad happens when a request is carried out twice.
     *
     * @param callerAccepts whether the caller accepts that something may be created twice
     */
    public boolean mayBeDoneTwice(boolean callerAccepts) {
        return this != CREATING || callerAccepts;
    }
}
