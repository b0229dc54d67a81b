package io.texml.callbacks;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A SIPREC session began, ended or failed. Any component may be null, as the platform promises none. The canonical
 * constructor is not API: components may be added.
 *
 * @param siprecEvent what happened
 * @param siprecSid the session's id
 * @param siprecName the session's name
 * @param siprecError why it failed; null when it did not
 * @param details what callbacks of every kind have; never null
 */
public record SiprecProgress(
        @Nullable SiprecEvent siprecEvent,
        @Nullable String siprecSid,
        @Nullable String siprecName,
        @Nullable String siprecError,
        CallbackDetails details)
        implements Callback {

    /** Not API: components may be added. */
    public SiprecProgress {
        Objects.requireNonNull(details, "details");
    }

    static SiprecProgress read(CallbackFields fields) {
        return new SiprecProgress(
                fields.choice("SiprecEvent", SiprecEvent::of),
                fields.text("SiprecSid"),
                fields.text("SiprecName"),
                fields.text("SiprecError"),
                fields.details());
    }

    /** The sid of the call and the status; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("SiprecProgress", siprecEvent);
    }
}
