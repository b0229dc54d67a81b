package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallStatus;
import io.texml.simulator.journal.TimelineEntry.Kind;
import io.texml.simulator.script.CallScript.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The other parties of answered calls: they press keys, speak and hang up, by their script or because somebody tells them
 * to. Guarded by the platform's lock.
 */
public final class Callees implements CallListener {

    /** How soon somebody reacts who was asked. */
    private static final Duration REACTION = Duration.ofMillis(500);

    private static final int LEAST_TALK_MILLIS = 8_000;
    private static final int TALK_SPREAD_MILLIS = 52_000;

    private final Platform platform;
    private final CallEngine calls;
    private final CallJournal journal;
    private final Map<String, Callee> callees = new HashMap<>();

    /** Parties of a platform. */
    public Callees(Platform platform, CallEngine calls, CallJournal journal) {
        this.platform = platform;
        this.calls = calls;
        this.journal = journal;
    }

    /** Who hears what the other party of a call does. */
    public interface Ear {

        /** Whether it takes keys. */
        boolean takesKeys();

        /** Whether it takes speech. */
        boolean takesSpeech();

        /** A key was pressed; only told to who takes keys. */
        default void pressed(char key) {}

        /** Speech begins; only told to who takes speech. */
        default void begins(String words) {}

        /** Speech is over; only told to who takes speech. */
        default void said(String words) {}
    }

    /**
     * One party.
     *
     * <p>States: busy with an action or the time before it; waiting to be asked for the next one; done, when its script has
     * nothing left.
     */
    private static final class Callee {

        private final Call call;
        private final List<Ear> ears = new ArrayList<>();
        private final List<Ear> asking = new ArrayList<>();
        private int next;
        private @Nullable Action waiting;
        private boolean reacting;

        Callee(Call call) {
            this.call = call;
        }
    }

    @Override
    public void entered(Call call) {
        if (call.status() == CallStatus.IN_PROGRESS) {
            Callee callee = new Callee(call);
            callees.put(call.sid(), callee);
            goOn(callee);
        } else if (call.status().ended()) {
            callees.remove(call.sid());
        }
    }

    /** Hears what the other party does until the answer is run. */
    public Runnable hear(Call call, Ear ear) {
        Callee callee = callees.get(call.sid());
        if (callee == null) {
            return () -> {};
        }
        callee.ears.add(ear);
        return () -> {
            callee.ears.remove(ear);
            callee.asking.remove(ear);
        };
    }

    /** Somebody who hears asks: a party that waits for this goes on. */
    public void ask(Call call, Ear ear) {
        Callee callee = callees.get(call.sid());
        if (callee != null && callee.ears.contains(ear)) {
            callee.asking.add(ear);
            react(callee);
        }
    }

    /** Presses keys now. */
    public void press(Call call, String keys) {
        Callee callee = callees.get(call.sid());
        if (callee != null) {
            press(callee, keys, () -> {});
        }
    }

    /** Speaks now. */
    public void say(Call call, String words) {
        Callee callee = callees.get(call.sid());
        if (callee != null) {
            say(callee, words, () -> {});
        }
    }

    /** Hangs up now. */
    public void hangUp(Call call) {
        Callee callee = callees.get(call.sid());
        if (callee != null) {
            hangUp(callee);
        }
    }

    /** Forgets everybody. */
    public void reset() {
        callees.clear();
    }

    private void goOn(Callee callee) {
        List<Action> actions = callee.call.script().actions();
        if (callee.next == actions.size()) {
            if (!actions.isEmpty() && callee.call.script().talks() == null) {
                long index = platform.identifiers().next("talks-on");
                after(
                        callee,
                        Duration.ofMillis(
                                LEAST_TALK_MILLIS + platform.seed().below(TALK_SPREAD_MILLIS, "talks-on", index)),
                        () -> hangUp(callee));
            }
            return;
        }
        Action action = actions.get(callee.next++);
        Duration after = action.after();
        if (after == null) {
            callee.waiting = action;
            react(callee);
        } else {
            after(callee, after, () -> act(callee, action));
        }
    }

    private void react(Callee callee) {
        Action action = callee.waiting;
        if (action == null || callee.reacting || !asked(callee, action)) {
            return;
        }
        callee.reacting = true;
        after(callee, REACTION, () -> {
            callee.reacting = false;
            if (asked(callee, action)) {
                callee.waiting = null;
                act(callee, action);
            }
        });
    }

    private static boolean asked(Callee callee, Action action) {
        return callee.asking.stream()
                .anyMatch(ear -> action.kind() == Action.Kind.PRESSES ? ear.takesKeys() : ear.takesSpeech());
    }

    private void act(Callee callee, Action action) {
        switch (action.kind()) {
            case PRESSES -> press(callee, action.text(), () -> goOn(callee));
            case SAYS -> say(callee, action.text(), () -> goOn(callee));
            case HANGS_UP -> hangUp(callee);
        }
    }

    private void hangUp(Callee callee) {
        journal.note(callee.call, Kind.CALLEE, "hung up");
        calls.hangUpByParty(callee.call);
    }

    private void press(Callee callee, String keys, Runnable then) {
        if (keys.isEmpty()) {
            then.run();
            return;
        }
        char key = keys.charAt(0);
        String rest = keys.substring(1);
        if (key == 'w') {
            after(callee, Speech.KEY_PAUSE, () -> press(callee, rest, then));
            return;
        }
        journal.note(callee.call, Kind.CALLEE, "pressed a key");
        calls.pressed(callee.call, key);
        List.copyOf(callee.ears).stream().filter(Ear::takesKeys).forEach(ear -> ear.pressed(key));
        after(callee, Speech.KEY, () -> press(callee, rest, then));
    }

    private void say(Callee callee, String words, Runnable then) {
        journal.note(callee.call, Kind.CALLEE, "began to speak");
        List.copyOf(callee.ears).stream().filter(Ear::takesSpeech).forEach(ear -> ear.begins(words));
        after(callee, Speech.length(words, "en"), () -> {
            List.copyOf(callee.ears).stream().filter(Ear::takesSpeech).forEach(ear -> ear.said(words));
            then.run();
        });
    }

    private void after(Callee callee, Duration delay, Runnable action) {
        callee.call.plan(platform.timeline().after(delay, () -> {
            if (callees.get(callee.call.sid()) == callee) {
                action.run();
            }
        }));
    }
}
