package io.texml.callbacks;

import io.texml.calls.CallStatus;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the kind of a callback. The marks of an action come before the status of the call, which an action has too; a kind
 * that the URL names counts where the parameters tell none, or one that it is easily taken for.
 */
final class CallbackKinds {

    /** Kinds that the URL tells apart from what their parameters look like. */
    private static final Map<CallbackKind, Set<CallbackKind>> LOOK_LIKE = new EnumMap<>(Map.of(
            CallbackKind.PARTIAL_GATHER, EnumSet.of(CallbackKind.GATHER),
            CallbackKind.AI_GATHER, EnumSet.of(CallbackKind.GATHER),
            CallbackKind.DIAL_ACTION, EnumSet.of(CallbackKind.CALL, CallbackKind.RECORDING, CallbackKind.GATHER),
            CallbackKind.RECORD_ACTION, EnumSet.of(CallbackKind.RECORDING, CallbackKind.GATHER, CallbackKind.CALL),
            CallbackKind.QUEUE_ACTION, EnumSet.of(CallbackKind.QUEUE_WAIT, CallbackKind.CALL),
            CallbackKind.PAY, EnumSet.of(CallbackKind.PAY_ACTION, CallbackKind.CALL),
            CallbackKind.CONNECT_ACTION, EnumSet.of(CallbackKind.CALL, CallbackKind.STREAM),
            CallbackKind.DEEPFAKE, EnumSet.of(CallbackKind.CALL),
            // Its parameters have names that the document chose.
            CallbackKind.HTTP_REQUEST, EnumSet.allOf(CallbackKind.class)));

    private CallbackKinds() {}

    static CallbackKind of(Map<String, List<String>> parameters, @Nullable CallbackKind named) {
        CallbackKind marked = marked(parameters);
        if (named != null
                && (marked == null || LOOK_LIKE.getOrDefault(named, Set.of()).contains(marked))) {
            return named;
        }
        if (marked != null) {
            return marked;
        }
        return has(parameters, "CallSid", "From", "To") ? CallbackKind.INSTRUCTIONS : CallbackKind.UNKNOWN;
    }

    private static @Nullable CallbackKind marked(Map<String, List<String>> parameters) {
        CallbackKind action = action(parameters);
        return action != null ? action : event(parameters);
    }

    private static @Nullable CallbackKind action(Map<String, List<String>> parameters) {
        if (hasAny(parameters, "DialCallStatus", "DialCallSid")) {
            return CallbackKind.DIAL_ACTION;
        }
        if (hasAny(parameters, "Base64Result", "Base64MessageHistory")) {
            return CallbackKind.AI_GATHER;
        }
        if (hasAny(parameters, "Digits", "SpeechResult")) {
            return CallbackKind.GATHER;
        }
        if (hasAny(parameters, "PayResult")) {
            return CallbackKind.PAY_ACTION;
        }
        if (hasAny(parameters, "ReferCallStatus")) {
            return CallbackKind.REFER;
        }
        return hasAny(parameters, "QueuePosition") ? CallbackKind.QUEUE_WAIT : null;
    }

    private static @Nullable CallbackKind event(Map<String, List<String>> parameters) {
        if (hasAny(parameters, "StreamEvent")) {
            return CallbackKind.STREAM;
        }
        if (hasAny(parameters, "SiprecEvent")) {
            return CallbackKind.SIPREC;
        }
        if (hasAny(parameters, "Transcript")) {
            return CallbackKind.LIVE_TRANSCRIPTION;
        }
        // The sid of a transcription alone tells nothing: live ones have it too.
        if (hasAny(parameters, "TranscriptionText", "TranscriptionStatus")) {
            return CallbackKind.RECORDING_TRANSCRIPTION;
        }
        if (hasAny(parameters, "RecordingStatus")) {
            return CallbackKind.RECORDING;
        }
        if (has(parameters, "ConferenceSid", "StatusCallbackEvent")) {
            return first(parameters, "StatusCallbackEvent").startsWith("conference-")
                    ? CallbackKind.CONFERENCE
                    : CallbackKind.PARTICIPANT;
        }
        return callEvent(parameters);
    }

    private static @Nullable CallbackKind callEvent(Map<String, List<String>> parameters) {
        String source = first(parameters, "CallbackSource");
        String status = first(parameters, "CallStatus");
        if (source.equals("call-cost-events")) {
            return CallbackKind.CALL_COST;
        }
        if (status.equals("dtmf")) {
            return CallbackKind.DIGIT;
        }
        if (status.equals("analyzed")) {
            return CallbackKind.CALL_ANALYZED;
        }
        if (hasAny(parameters, "AnsweredBy") && status.isEmpty()) {
            return CallbackKind.MACHINE_DETECTION;
        }
        // A call that is over runs no document.
        boolean over = CallStatus.of(status).hasEnded();
        return source.equals("call-progress-events") || over ? CallbackKind.CALL : null;
    }

    private static boolean has(Map<String, List<String>> parameters, String... names) {
        return parameters.keySet().containsAll(List.of(names));
    }

    private static boolean hasAny(Map<String, List<String>> parameters, String... names) {
        for (String name : names) {
            if (parameters.containsKey(name)) {
                return true;
            }
        }
        return false;
    }

    private static String first(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.get(name);
        return values == null ? "" : values.get(0);
    }
}
