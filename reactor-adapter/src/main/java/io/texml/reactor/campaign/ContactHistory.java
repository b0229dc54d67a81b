package io.texml.reactor.campaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a journal knows of a contact.
 *
 * @param attempts those that have ended, in their order
 * @param underWay an intent whose end was not written: the process died, or was cancelled, with it
 * @param outcome what became of the contact; null while it is not done with
 * @param nextAt when it is to be dialled next; null for at once, and for one that is done with
 */
public record ContactHistory(
        List<Attempt> attempts,
        @Nullable DialIntent underWay,
        @Nullable ContactOutcome outcome,
        @Nullable Instant nextAt) {

    /** Of a contact that is not known. */
    public static final ContactHistory NEW = new ContactHistory(List.of(), null, null, null);

    /** For journals. */
    public ContactHistory {
        attempts = List.copyOf(attempts);
    }

    /** Whether the contact is done with: it is not dialled again. */
    public boolean isFinished() {
        return outcome != null;
    }

    /** This, after an intent. */
    ContactHistory intended(DialIntent intent) {
        return new ContactHistory(attempts, intent, outcome, nextAt);
    }

    /** This, after the end of an attempt; one that is known already changes nothing. */
    ContactHistory ended(Attempt attempt, @Nullable ContactOutcome result, @Nullable Instant next) {
        if (attempt.number() <= attempts.size()) {
            return this;
        }
        List<Attempt> more = new ArrayList<>(attempts);
        more.add(attempt);
        return new ContactHistory(more, null, result, next);
    }

    /** This, done with. */
    ContactHistory finished(ContactOutcome result) {
        return new ContactHistory(attempts, null, Objects.requireNonNull(result, "result"), null);
    }

    /** How many attempts, and the outcome; never a phone number. */
    @Override
    public String toString() {
        return "ContactHistory[attempts=" + attempts.size() + ", isUnderWay=" + (underWay != null) + ", outcome="
                + outcome + "]";
    }
}
