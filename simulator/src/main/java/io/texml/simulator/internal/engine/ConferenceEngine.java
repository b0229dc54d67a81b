package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallStatus;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.state.Conference;
import io.texml.simulator.internal.state.ConferenceSettings;
import io.texml.simulator.internal.state.Participant;
import io.texml.simulator.internal.state.Recording;
import io.texml.simulator.internal.wire.Dates;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Lets calls enter and leave conferences, and conferences start and end by it. Guarded by the platform's lock. */
public final class ConferenceEngine implements CallListener {

    private static final Duration SILENCE = Duration.ofSeconds(1);
    private static final Duration SPEECH = Duration.ofSeconds(2);

    private final Platform platform;
    private final CallEngine calls;
    private final RecordingEngine recordings;
    private final CallbackSink callbacks;
    private final Documents documents;
    private final Map<String, Conference> conferenceOfCall = new HashMap<>();
    private final Map<String, Runnable> goOn = new HashMap<>();

    /** An engine for a platform. */
    public ConferenceEngine(
            Platform platform,
            CallEngine calls,
            RecordingEngine recordings,
            CallbackSink callbacks,
            Documents documents) {
        this.platform = platform;
        this.calls = calls;
        this.recordings = recordings;
        this.callbacks = callbacks;
        this.documents = documents;
    }

    /** The conference with that sid, or else the one that has not ended under that name. */
    public @Nullable Conference find(Account account, String sidOrName) {
        Conference conference = account.conferences().get(sidOrName);
        if (conference != null) {
            return conference;
        }
        return account.conferences().all().stream()
                .filter(other -> other.name().equals(sidOrName) && other.status() != Conference.Status.COMPLETED)
                .findFirst()
                .orElse(null);
    }

    /** A new conference, with the settings of whoever wants it. */
    public Conference create(Account account, String name, ConferenceSettings settings) {
        Conference conference =
                new Conference(platform.identifiers().uuid("conference"), account, name, settings, now());
        account.conferences().add(conference.sid(), conference);
        return conference;
    }

    /** Adds a call that will enter when it is answered, or enters now if it has been. */
    public Participant add(Conference conference, Call call, ConferenceSettings settings) {
        leave(call);
        Participant participant = new Participant(call, settings, now());
        conference.settings(settings);
        conference.add(participant);
        conferenceOfCall.put(call.sid(), conference);
        if (call.status() == CallStatus.IN_PROGRESS) {
            enter(conference, participant);
        }
        return participant;
    }

    /** Says what a call does when its conference ends before it; without it is hung up. */
    public void whenOver(Call call, Runnable action) {
        if (conferenceOfCall.containsKey(call.sid())) {
            goOn.put(call.sid(), action);
        }
    }

    /** Whether a call is in a conference, or will be when it is answered. */
    public boolean holds(Call call) {
        return conferenceOfCall.containsKey(call.sid());
    }

    /** Lets a call that goes on leave its conference, if it is in one. */
    public void leave(Call call) {
        goOn.remove(call.sid());
        Conference conference = conferenceOfCall.remove(call.sid());
        Participant participant = conference == null ? null : conference.participant(call.sid());
        if (conference != null && participant != null) {
            leave(conference, participant);
        }
    }

    /** Plays a document to everybody in a conference, asked for in the name of whoever entered first. */
    public void announce(Conference conference, CallbackTarget address) {
        conference.participants().stream()
                .filter(ConferenceEngine::isIn)
                .findFirst()
                .ifPresent(first -> documents.play(
                        first.call(), address, () -> conference.status() != Conference.Status.COMPLETED));
    }

    /** Plays a document to somebody in a conference. */
    public void announce(Participant participant, CallbackTarget address) {
        if (isIn(participant)) {
            documents.play(participant.call(), address, () -> isIn(participant));
        }
    }

    /** Changes what somebody hears until the conference starts. */
    public void letWait(Conference conference, Participant participant, CallbackTarget address) {
        if (!address.equals(participant.waitAddress())) {
            participant.waitAddress(address, now());
            playWhileWaiting(conference, participant);
        }
    }

    /** Holds somebody, who hears a document if there is an address, or lets him go on. */
    public void hold(Participant participant, boolean held, @Nullable CallbackTarget address) {
        boolean begins = held && !participant.held();
        participant.hold(held, now());
        if (address != null && begins && isIn(participant)) {
            long number = participant.holds();
            documents.play(
                    participant.call(),
                    address,
                    () -> isIn(participant) && participant.held() && participant.holds() == number);
        }
    }

    /** Ends a conference by a request; its calls are hung up. */
    public void end(Conference conference) {
        end(conference, "conference-ended-via-api", null);
    }

    /** Forgets who is where. */
    public void reset() {
        conferenceOfCall.clear();
        goOn.clear();
    }

    @Override
    public void entered(Call call) {
        Conference conference = conferenceOfCall.get(call.sid());
        Participant participant = conference == null ? null : conference.participant(call.sid());
        if (conference == null || participant == null) {
            return;
        }
        if (call.status() == CallStatus.IN_PROGRESS) {
            enter(conference, participant);
        } else if (call.status().ended()) {
            leave(call);
        }
    }

    private void enter(Conference conference, Participant participant) {
        if (conference.status() == Conference.Status.COMPLETED) {
            return;
        }
        participant.enter(Participant.Status.CONNECTED, now());
        if (conference.status() == Conference.Status.INIT && participant.startsConference()) {
            conference.start(now());
            tell(conference, participant, "start", "conference-start");
        }
        boolean started = conference.status() == Conference.Status.IN_PROGRESS;
        if (started && conference.settings().record() && conference.recording() == null) {
            conference.recording(recordings.startConference(participant.call(), conference.sid(), order(conference)));
        }
        tell(conference, participant, "join", "participant-join");
        if (started) {
            speak(conference, participant);
        }
        playWhileWaiting(conference, participant);
    }

    private void playWhileWaiting(Conference conference, Participant participant) {
        CallbackTarget address = participant.waitAddress();
        if (address == null) {
            return;
        }
        BooleanSupplier waits = () -> isIn(participant)
                && conference.status() == Conference.Status.INIT
                && address.equals(participant.waitAddress());
        if (waits.getAsBoolean()) {
            documents.play(participant.call(), address, waits);
        }
    }

    /** Whoever is heard says something soon after he has entered. */
    private void speak(Conference conference, Participant participant) {
        CallbackTarget target = conference.settings().callback();
        if (target == null || !target.events().contains("speaker")) {
            return;
        }
        platform.timeline().after(SILENCE, () -> {
            if (isIn(participant) && !participant.muted() && !participant.held()) {
                tell(conference, participant, "speaker", "participant-speech-start");
                platform.timeline()
                        .after(SPEECH, () -> tell(conference, participant, "speaker", "participant-speech-stop"));
            }
        });
    }

    private void leave(Conference conference, Participant participant) {
        boolean wasIn = isIn(participant);
        participant.enter(Participant.Status.COMPLETED, now());
        if (wasIn) {
            tell(conference, participant, "leave", "participant-leave");
        }
        if (conference.status() == Conference.Status.COMPLETED) {
            return;
        }
        if (wasIn && participant.endsConference()) {
            end(conference, "participant-with-end-conference-on-exit-left", participant);
        } else if (conference.size() == 0) {
            end(conference, "last-participant-left", participant);
        }
    }

    private void end(Conference conference, String reason, @Nullable Participant last) {
        Participant witness = last != null
                ? last
                : conference.participants().stream().findFirst().orElse(null);
        conference.end(reason, last == null ? null : last.call().sid(), now());
        conference.account().conferences().end(conference.sid());
        Recording recording = conference.recording();
        if (recording != null) {
            recordings.stop(recording);
        } else if (conference.settings().record() && witness != null) {
            recordings.absent(witness.call(), order(conference));
        }
        List.copyOf(conference.participants()).stream()
                .filter(participant -> participant.status() != Participant.Status.COMPLETED)
                .forEach(participant -> release(conference, participant));
        if (witness != null) {
            tell(conference, witness, "end", "conference-end");
        }
    }

    private void release(Conference conference, Participant participant) {
        Runnable action = goOn.remove(participant.call().sid());
        if (action == null) {
            calls.hangUp(participant.call());
        } else {
            conferenceOfCall.remove(participant.call().sid());
            leave(conference, participant);
            action.run();
        }
    }

    private static boolean isIn(Participant participant) {
        return participant.status() == Participant.Status.CONNECTED;
    }

    private static RecordingEngine.Order order(Conference conference) {
        ConferenceSettings settings = conference.settings();
        return new RecordingEngine.Order(
                "Conference", 1, "both", settings.recordingCallback(), settings.sendsRecordingUrl());
    }

    private void tell(Conference conference, Participant participant, String event, String name) {
        CallbackTarget target = conference.settings().callback();
        if (target == null || !target.wants(event)) {
            return;
        }
        Map<String, String> fields = CallFields.parties(participant.call());
        fields.put("ConferenceSid", conference.sid());
        fields.put("FriendlyName", conference.name());
        String label = participant.label();
        if (label != null) {
            fields.put("ParticipantLabel", label);
        }
        fields.put("SequenceNumber", Long.toString(conference.nextCallbackNumber()));
        fields.put("StatusCallbackEvent", name);
        fields.put("Timestamp", Dates.rfc2822(now()));
        callbacks.send("conference-" + event, target, participant.call(), fields);
    }

    private Instant now() {
        return platform.timeline().now();
    }
}
