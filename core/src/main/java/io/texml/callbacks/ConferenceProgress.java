package io.texml.callbacks;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A conference began or ended. Any component may be null, as the platform promises none. The canonical constructor is
 * not API: components may be added.
 *
 * @param event what happened
 * @param conferenceSid the conference's id
 * @param friendlyName the conference's name
 * @param participantLabel the participant's label
 * @param callingPartyType what the caller calls from
 * @param fromSipUri the caller as a SIP address
 * @param toSipUri the called side as a SIP address
 * @param details what callbacks of every kind have; never null
 */
public record ConferenceProgress(
        @Nullable ConferenceProgressEvent event,
        @Nullable String conferenceSid,
        @Nullable String friendlyName,
        @Nullable String participantLabel,
        @Nullable CallingPartyType callingPartyType,
        @Nullable String fromSipUri,
        @Nullable String toSipUri,
        CallbackDetails details)
        implements Callback {

    /** Not API: components may be added. */
    public ConferenceProgress {
        Objects.requireNonNull(details, "details");
    }

    static ConferenceProgress read(CallbackFields fields) {
        return new ConferenceProgress(
                fields.choice("StatusCallbackEvent", ConferenceProgressEvent::of),
                fields.text("ConferenceSid"),
                fields.text("FriendlyName"),
                fields.text("ParticipantLabel"),
                fields.choice("CallingPartyType", CallingPartyType::of),
                fields.text("FromSipUri"),
                fields.text("ToSipUri"),
                fields.details());
    }

    /** The sid of the call and the status; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("ConferenceProgress", event);
    }
}
