package io.texml.simulator.internal.state;

import io.texml.simulator.internal.contract.Parameters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What whoever lets a call into a conference asks for, by a request or by a {@code <Conference>}: first what belongs to the
 * conference, where the first value that anybody gives counts, then what belongs to the call.
 *
 * @param largest how many may be in it at a time
 * @param callback where its events go
 * @param record whether it is recorded from its start
 * @param recordingCallback where the events of that recording go
 * @param sendsRecordingUrl whether they hold a link to the media
 * @param label the call's name in the conference
 * @param starts whether the conference starts when the call enters
 * @param ends whether the conference ends when the call leaves
 * @param muted whether nobody hears the call
 * @param coachedCall the call that alone hears this one, null when everybody does
 * @param waitAddress what the call hears until the conference starts
 */
public record ConferenceSettings(
        long largest,
        @Nullable CallbackTarget callback,
        boolean record,
        @Nullable CallbackTarget recordingCallback,
        boolean sendsRecordingUrl,
        @Nullable String label,
        boolean starts,
        boolean ends,
        boolean muted,
        @Nullable String coachedCall,
        @Nullable CallbackTarget waitAddress) {

    private static final long LARGEST = 250;

    /** The settings in a request for a participant. */
    public static ConferenceSettings of(Parameters request) {
        return new ConferenceSettings(
                request.number("MaxParticipants", LARGEST),
                CallbackTarget.of(request, "ConferenceStatusCallback"),
                isRecorded(request.text("ConferenceRecord")),
                CallbackTarget.of(request, "ConferenceRecordingStatusCallback"),
                true,
                request.text("Label"),
                request.flag("StartConferenceOnEnter"),
                request.flag("EndConferenceOnExit"),
                request.flag("Muted"),
                request.flag("Coaching") ? request.text("CallSidToCoach") : null,
                CallbackTarget.of(request, "WaitUrl"));
    }

    /** The settings in the attributes of a {@code <Conference>}. */
    public static ConferenceSettings of(Map<String, String> attributes) {
        return new ConferenceSettings(
                number(attributes.get("maxParticipants")),
                target(attributes, "statusCallback", "statusCallbackMethod", attributes.get("statusCallbackEvent")),
                isRecorded(attributes.get("record")),
                target(
                        attributes,
                        "recordingStatusCallback",
                        "recordingStatusCallbackMethod",
                        attributes.getOrDefault("recordingStatusCallbackEvent", "completed")),
                !"false".equals(attributes.get("sendRecordingUrl")),
                attributes.get("participantLabel"),
                !"false".equals(attributes.get("startConferenceOnEnter")),
                "true".equals(attributes.get("endConferenceOnExit")),
                "true".equals(attributes.get("muted")),
                null,
                target(attributes, "waitUrl", "waitMethod", null));
    }

    /** These, and of another's what belongs to the conference and is not given here. */
    ConferenceSettings orElse(ConferenceSettings later) {
        boolean takesRecording = !record && later.record;
        return new ConferenceSettings(
                largest,
                callback == null ? later.callback : callback,
                record || later.record,
                takesRecording ? later.recordingCallback : recordingCallback,
                takesRecording ? later.sendsRecordingUrl : sendsRecordingUrl,
                label,
                starts,
                ends,
                muted,
                coachedCall,
                waitAddress);
    }

    private static boolean isRecorded(@Nullable String wanted) {
        return "true".equals(wanted) || "record-from-start".equals(wanted);
    }

    private static long number(@Nullable String text) {
        try {
            return text == null ? LARGEST : Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return LARGEST;
        }
    }

    private static @Nullable CallbackTarget target(
            Map<String, String> attributes, String url, String method, @Nullable String events) {
        String address = attributes.get(url);
        if (address == null || address.isBlank()) {
            return null;
        }
        return new CallbackTarget(
                address.strip(),
                attributes.getOrDefault(method, "POST").toUpperCase(Locale.ROOT),
                events == null || events.isBlank()
                        ? Set.of()
                        : Set.copyOf(List.of(events.strip().split("\\s+", -1))));
    }

    @Override
    public String toString() {
        return "ConferenceSettings[record=" + record + ", starts=" + starts + ", ends=" + ends + "]";
    }
}
