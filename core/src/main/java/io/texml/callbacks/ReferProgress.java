package io.texml.callbacks;

import io.texml.calls.CallStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of a {@code Refer}. Where it is the verb's action it is answered with a document. Any component may be
 * null, as the platform promises none. The canonical constructor is not API: components may be added.
 *
 * @param referCallStatus where the transfer stands
 * @param referSipResponseCode the SIP status that answered the REFER; only where it went well
 * @param notifySipResponseCode the SIP status that the other side reported; only where it went well
 * @param details what callbacks of every kind have; never null
 */
public record ReferProgress(
        @Nullable CallStatus referCallStatus,
        @Nullable Integer referSipResponseCode,
        @Nullable Integer notifySipResponseCode,
        CallbackDetails details)
        implements Callback {

    /** Not API: components may be added. */
    public ReferProgress {
        Objects.requireNonNull(details, "details");
    }

    static ReferProgress read(CallbackFields fields) {
        return new ReferProgress(
                fields.choice("ReferCallStatus", CallStatus::of),
                fields.integer("ReferSipResponseCode"),
                fields.integer("NotifySipResponseCode"),
                fields.details());
    }

    /** The sid of the call and the status; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("ReferProgress", referCallStatus);
    }
}
