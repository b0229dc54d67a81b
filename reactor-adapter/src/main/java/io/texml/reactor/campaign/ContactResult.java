package io.texml.reactor.campaign;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of a contact. The canonical constructor is not API: components may be added.
 *
 * @param <C> a contact
 * @param key its key; empty when the function for keys gave none
 * @param contact as the source gave it
 * @param outcome what became of it: of the last attempt, or why there was none
 * @param attempts every dial of it, of earlier runs too where the journal knows them; in their order
 * @param failure why it was not dialled, or why it is unknown whether it was; null otherwise, and for what the journal told
 * @param isFinished whether it is done with; if not, a run with the same journal goes on with it
 * @param isFromJournal whether an earlier run, or another process, had done with it, so that this one only told so
 */
public record ContactResult<C>(
        String key,
        C contact,
        ContactOutcome outcome,
        List<Attempt> attempts,
        @Nullable Throwable failure,
        boolean isFinished,
        boolean isFromJournal) {

    /** Not API: components may be added. */
    public ContactResult {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(contact, "contact");
        Objects.requireNonNull(outcome, "outcome");
        attempts = List.copyOf(attempts);
    }

    /** The last dial; null when there was none. */
    public @Nullable Attempt lastAttempt() {
        return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
    }

    /** The outcome and how many attempts; neither the contact nor its key, which may be a phone number. */
    @Override
    public String toString() {
        return "ContactResult[" + outcome + ", attempts=" + attempts.size() + ", isFinished=" + isFinished + "]";
    }
}
