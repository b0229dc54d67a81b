package io.texml.simulator.internal.page;

import io.texml.simulator.internal.journal.JournalBook.Placed;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallFacts;
import io.texml.simulator.internal.state.CallStatus;
import io.texml.simulator.internal.state.RecordingFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call: its state, buttons for its other party, its recordings and everything that happened to it. */
final class CallView implements View {

    /** Entries of the time line on a page. */
    static final int WINDOW = 100;

    /** Recordings that are looked through for those of one call, newest first. */
    private static final int MOST_LOOKED_AT = 10_000;

    private final Look look;

    CallView(Look look) {
        this.look = look;
    }

    /** What is on the page. */
    private record Facts(CallFacts call, @Nullable String applicationSid, List<Sound> sounds) {}

    private record Sound(
            String sid, String status, @Nullable Long seconds) {

        static Sound of(RecordingFacts recording) {
            return new Sound(recording.sid(), recording.status(), recording.seconds());
        }
    }

    @Override
    public String title() {
        return "Call";
    }

    @Override
    public void write(Html html, Fields fields) {
        String sid = fields.get("sid", "The call");
        Facts facts = look.read(() -> facts(sid));
        if (facts == null) {
            html.open("div", "id", "state", "data-live", "");
            html.element("p", "There is no such call, or it has been forgotten.")
                    .close("div");
            return;
        }
        CallFacts call = facts.call();
        String status = call.status().wireName();
        html.open("p", "class", "who");
        CallsView.who(html, call);
        html.close("p");
        html.open("p", "id", "state", "role", "status", "data-live", "");
        html.text("The call is ");
        CallsView.state(html, status);
        html.close("p");
        html.open("div", "class", "call");
        html.open("div", "id", "actions", "data-live", "");
        actions(html, call);
        html.close("div");
        html.open("div").open("div", "id", "facts", "data-live", "");
        facts(html, facts, look.now());
        html.close("div");
        html.open("section", "id", "recordings", "aria-label", "Recordings", "data-live", "");
        sounds(html, facts.sounds());
        html.close("section");
        html.element("h2", "What happened");
        html.open("div", "id", "timeline", "data-live", "");
        timeline(html, sid, fields.number("before", Long.MAX_VALUE));
        html.close("div").close("div").close("div");
    }

    private @Nullable Facts facts(String sid) {
        for (Account account : look.platform().accounts()) {
            Call call = account.calls().get(sid);
            if (call != null) {
                List<Sound> sounds = new ArrayList<>();
                account.recordings().newestFirst(Long.MAX_VALUE).values().stream()
                        .limit(MOST_LOOKED_AT)
                        .filter(recording -> recording.callSid().equals(sid))
                        .forEach(recording -> sounds.add(Sound.of(recording)));
                return new Facts(call.facts(), call.applicationSid(), sounds);
            }
            CallFacts past = account.generatedCalls().find(sid);
            if (past != null) {
                long index = account.generatedCalls().indexOf(sid).orElse(Long.MAX_VALUE);
                RecordingFacts recording = index < account.generatedRecordings().size()
                        ? account.generatedRecordings().at(index)
                        : null;
                return new Facts(past, null, recording == null ? List.of() : List.of(Sound.of(recording)));
            }
        }
        return null;
    }

    /** A recording of any account that can be listened to, and its length; null when there is none. */
    static @Nullable RecordingFacts recording(Look look, String sid) {
        for (Account account : look.platform().accounts()) {
            RecordingFacts recording = account.recording(sid);
            if (recording != null && recording.status().equals("completed")) {
                return recording;
            }
        }
        return null;
    }

    private static void actions(Html html, CallFacts call) {
        String sid = call.sid();
        if (call.status() == CallStatus.RINGING && call.direction().equals("outbound")) {
            form(html, "answer", sid);
            FormWriter.button(html, "Answer");
            html.close("form");
        }
        if (call.status() != CallStatus.IN_PROGRESS) {
            return;
        }
        form(html, "press", sid, "class", "keys", "aria-label", "Keys");
        for (String key : List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#")) {
            FormWriter.button(html, key, "keys", key);
        }
        html.close("form");
        form(html, "press", sid);
        FormWriter.input(html, "keys", "Keys", "", "text");
        FormWriter.button(html, "Press");
        html.close("form");
        form(html, "say", sid);
        FormWriter.input(html, "words", "Words", "", "text");
        FormWriter.button(html, "Speak");
        html.close("form");
        form(html, "hang-up", sid);
        FormWriter.button(html, "Hang up");
        html.close("form");
    }

    private static void form(Html html, String action, String sid, String... attributes) {
        FormWriter.open(html, action, attributes);
        FormWriter.hidden(html, "sid", sid);
    }

    private static void facts(Html html, Facts facts, Instant now) {
        CallFacts call = facts.call();
        html.open("dl", "class", "facts");
        fact(html, "How long", Texts.length(CallsView.lasted(call, now)));
        Instant answered = call.answered();
        if (answered != null) {
            Instant ended = call.ended();
            fact(html, "Talked", Texts.length(Duration.between(answered, ended == null ? now : ended)));
        }
        fact(html, "Answered by", call.answeredBy());
        fact(html, "Price in US dollars", call.price());
        fact(html, "Application", facts.applicationSid());
        fact(html, "Sid", call.sid());
        html.close("dl");
    }

    private static void fact(Html html, String name, @Nullable String value) {
        if (value != null) {
            html.element("dt", name).element("dd", Texts.cut(value));
        }
    }

    private static void sounds(Html html, List<Sound> sounds) {
        if (sounds.isEmpty()) {
            return;
        }
        html.element("h2", "Recordings");
        for (Sound sound : sounds.subList(0, Math.min(sounds.size(), 20))) {
            Long seconds = sound.seconds();
            html.open("p");
            html.text(sound.status() + (seconds == null ? "" : ", " + Texts.length(Duration.ofSeconds(seconds))) + " ");
            if (sound.status().equals("completed")) {
                html.open(
                        "audio",
                        "controls",
                        "",
                        "preload",
                        "metadata",
                        "aria-label",
                        "Recording " + sound.sid(),
                        "src",
                        Addresses.of("recording", "sid", sound.sid()));
                html.close("audio");
            }
            html.close("p");
        }
    }

    /** The latest entries, in the order in which they happened. */
    private void timeline(Html html, String sid, long before) {
        List<Placed<?>> all = look.simulator().journal().ofCall(sid).stream()
                .filter(placed -> placed.place() < before)
                .toList();
        List<Placed<?>> shown = all.subList(Math.max(0, all.size() - WINDOW), all.size());
        if (shown.size() < all.size()) {
            String first = Long.toString(shown.get(0).place());
            html.element(
                    "a",
                    Texts.counted(all.size() - shown.size(), "thing") + " before",
                    "class",
                    "older",
                    "href",
                    Addresses.of("call", "sid", sid, "before", first));
        }
        if (shown.isEmpty()) {
            html.element("p", "The journal has nothing about it.");
        } else {
            EntryWriter.write(html, shown, false);
        }
    }
}
