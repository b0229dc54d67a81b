package io.texml.reactor.internal.time;

/**
 * Something that holds its own place in a linked list, so that joining makes no object and leaving searches nothing. It is
 * in one list at a time, and that list's lock guards it. A list is a link too, which stands at both of its ends.
 */
public class Link {

    private Link previous = this;
    private Link next = this;

    public final Link previous() {
        return previous;
    }

    public final Link next() {
        return next;
    }

    /** False for what is in no list, and for a list that is empty. */
    public final boolean isLinked() {
        return next != this;
    }

    public final void linkBehind(Link before) {
        previous = before;
        next = before.next;
        next.previous = this;
        before.next = this;
    }

    /** Leaves its list, if it is in one. */
    public final void unlink() {
        previous.next = next;
        next.previous = previous;
        previous = this;
        next = this;
    }
}
