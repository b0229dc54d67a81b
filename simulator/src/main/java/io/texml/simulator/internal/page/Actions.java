package io.texml.simulator.internal.page;

import io.texml.simulator.fault.Fault;
import io.texml.simulator.internal.admin.Controls;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the buttons do. Everything that is wrong is an {@link IllegalArgumentException} or an {@link IllegalStateException}. */
final class Actions {

    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Controls simulator;

    Actions(Controls simulator) {
        this.simulator = simulator;
    }

    /** Does it, and answers the page to show then; null when there is no such action. */
    @Nullable
    String act(String action, Fields form) {
        return switch (action) {
            case "ring-in" -> call(simulator.callIn(form.get("from", "From"), form.get("to", "To"), null));
            case "answer" -> {
                String sid = sid(form);
                simulator.answer(sid);
                yield call(sid);
            }
            case "press" -> {
                String sid = sid(form);
                simulator.press(sid, form.get("keys", "Keys"));
                yield call(sid);
            }
            case "say" -> {
                String sid = sid(form);
                simulator.say(sid, form.get("words", "Words"));
                yield call(sid);
            }
            case "hang-up" -> {
                String sid = sid(form);
                simulator.hangUp(sid);
                yield call(sid);
            }
            case "add-fault" -> {
                simulator.faults().add(Fault.parse(form.get("fault", "Fault")));
                yield Addresses.of("faults");
            }
            case "clear-faults" -> {
                simulator.faults().clear();
                yield Addresses.of("faults");
            }
            case "move-clock" -> {
                move(form.get("seconds", "Seconds"));
                yield Addresses.own(form.find("back", Addresses.ROOT));
            }
            default -> null;
        };
    }

    private void move(String seconds) {
        if (seconds.equals("idle")) {
            simulator.keeper().advanceUntilIdle(A_DAY);
            return;
        }
        if (!seconds.matches("\\d{1,9}") || Long.parseLong(seconds) > LONGEST.toSeconds()) {
            throw new IllegalArgumentException("Seconds have to be a whole number of ten years at most.");
        }
        simulator.keeper().advance(Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private static String sid(Fields form) {
        return form.get("sid", "The call");
    }

    private static String call(String sid) {
        return Addresses.of("call", "sid", sid);
    }
}
