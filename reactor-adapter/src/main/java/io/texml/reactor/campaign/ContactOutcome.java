package io.texml.reactor.campaign;

/** What became of a contact, or of one attempt to reach it. */
public enum ContactOutcome {
    /** The call was answered, and is over; not by a machine, as far as detection was asked for. */
    COMPLETED(true),
    /** An answering machine answered. */
    MACHINE(true),
    /** The called side was busy. */
    BUSY(true),
    /** Nobody answered in time. */
    NO_ANSWER(true),
    /** It could not be connected. */
    FAILED(true),
    /** It was hung up before it was answered. */
    CANCELED(true),
    /** Nothing rang, for certain; the result's failure says why. */
    NOT_DIALLED(true),
    /** Nobody can say whether the phone rang. It is not dialled again. */
    UNKNOWN(true),
    /** {@code mayDial} said no. */
    REFUSED(false),
    /** A contact with this key came before in this run; this one was not dialled. */
    REPEATED(false),
    /**
     * Another process had this contact when this run was stopped, or failed. One that is not stopped waits until that process
     * is done with it, and tells what became of it, or takes it over.
     */
    ELSEWHERE(false),
    /** The run was stopped, or failed, before the contact was done with; a run with the same journal goes on with it. */
    STOPPED(false);

    private final boolean isOfAnAttempt;

    ContactOutcome(boolean isOfAnAttempt) {
        this.isOfAnAttempt = isOfAnAttempt;
    }

    /** Whether one attempt can end so. */
    boolean isOfAnAttempt() {
        return isOfAnAttempt;
    }
}
