package io.texml.callbacks;

import io.texml.calls.CallStatus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call began, rings, was answered or is over. Any component may be null, as the platform promises none. The
 * canonical constructor is not API: components may be added.
 *
 * @param callStatus where the call stands
 * @param callbackSource which part of the platform sends this: {@code call-progress-events}
 * @param callInitiatedAt when the call began
 * @param callDuration how long the call has lasted, in whole seconds; null before it was answered
 * @param callerId the caller's name or number, as it was shown
 * @param codec the audio codec; once it is answered
 * @param samplingRate samples of the audio in a second; once it is answered
 * @param answeredTime when it was answered; null when it was not
 * @param startTime when it began; once it is over
 * @param endTime when it ended; once it is over
 * @param occurredAt when this happened; once it is over
 * @param hangupCause why it ended; once it is over
 * @param hangupSource who ended it; once it is over
 * @param sipHangupCause the SIP status that it ended with, such as {@code 486}
 * @param recordingUrl where the recording can be fetched without the API key, for about ten minutes; null without
 *     one
 * @param recordingDuration how long the recording is, in whole seconds; null without one
 * @param callQualityStats figures of the audio's quality, JSON as it came; once it is over
 * @param callControlId the call's id in Telnyx's Voice API; once it is over
 * @param callLegId the id of this leg; once it is over
 * @param callSessionId the id that all legs of one conversation share; once it is over
 * @param organizationId the organization that the call belongs to; once it is over
 * @param userId the user that the call belongs to; once it is over
 * @param errorCode why the call failed, as a code; null when it did not
 * @param errorMessage the same in words
 * @param parentCallSid the call that a {@code Dial} verb made this one for; null for other calls
 * @param parentCallSidLegacy the older form of the parent's id
 * @param shakenStirAttestation how far the caller's carrier vouches for the number, such as {@code A}; null where
 *     it is not known
 * @param shakenStirValidated whether that was verified; null where it is not known
 * @param details what callbacks of every kind have; never null
 */
public record CallProgress(
        @Nullable CallStatus callStatus,
        @Nullable String callbackSource,
        @Nullable Instant callInitiatedAt,
        @Nullable Duration callDuration,
        @Nullable String callerId,
        @Nullable String codec,
        @Nullable Integer samplingRate,
        @Nullable Instant answeredTime,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        @Nullable Instant occurredAt,
        @Nullable HangupCause hangupCause,
        @Nullable HangupSource hangupSource,
        @Nullable String sipHangupCause,
        @Nullable URI recordingUrl,
        @Nullable Duration recordingDuration,
        @Nullable String callQualityStats,
        @Nullable String callControlId,
        @Nullable String callLegId,
        @Nullable String callSessionId,
        @Nullable String organizationId,
        @Nullable String userId,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        @Nullable String parentCallSid,
        @Nullable String parentCallSidLegacy,
        @Nullable String shakenStirAttestation,
        @Nullable Boolean shakenStirValidated,
        CallbackDetails details)
        implements Callback {

    /** Not API: components may be added. */
    public CallProgress {
        Objects.requireNonNull(details, "details");
    }

    static CallProgress read(CallbackFields fields) {
        return new CallProgress(
                fields.choice("CallStatus", CallStatus::of),
                fields.text("CallbackSource"),
                fields.time("CallInitiatedAt"),
                fields.seconds("CallDuration"),
                fields.text("CallerId"),
                fields.text("Codec"),
                fields.integer("SamplingRate"),
                fields.time("AnsweredTime"),
                fields.time("StartTime"),
                fields.time("EndTime"),
                fields.time("OccurredAt"),
                fields.choice("HangupCause", HangupCause::of),
                fields.choice("HangupSource", HangupSource::of),
                fields.text("SipHangupCause"),
                fields.uri("RecordingUrl"),
                fields.seconds("RecordingDuration"),
                fields.text("CallQualityStats"),
                fields.text("CallControlId"),
                fields.text("CallLegId"),
                fields.text("CallSessionId"),
                fields.text("OrganizationId"),
                fields.text("UserId"),
                fields.text("ErrorCode"),
                fields.text("ErrorMessage"),
                fields.text("ParentCallSid"),
                fields.text("ParentCallSidLegacy"),
                fields.text("ShakenStirAttestation"),
                fields.flag("ShakenStirValidated"),
                fields.details());
    }

    /** Whether the call is over: no further progress comes. False for states that this version does not know. */
    public boolean hasEnded() {
        return callStatus != null && callStatus.hasEnded();
    }

    /** The sid of the call and the status; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("CallProgress", callStatus);
    }
}
