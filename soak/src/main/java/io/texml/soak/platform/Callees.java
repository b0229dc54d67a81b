package io.texml.soak.platform;

import io.texml.simulator.SimulatorBuilder;
import io.texml.simulator.script.CallScript;
import java.time.Duration;

/** Who is called. Calls are short, so that many live and end. */
public enum Callees {
    /** Everybody whose number has no other meaning. */
    ANSWERS("+1646"),
    /** Is busy. */
    BUSY("+1647"),
    /** Lets it ring until the dial's timeout. */
    DOES_NOT_ANSWER("+1648"),
    /** Cannot be reached. */
    CANNOT_BE_REACHED("+1649");

    private static final int SCRIPTED = 100;
    private static final int NUMBERS = 10_000_000;
    private static final Duration RINGS_AFTER = Duration.ofMillis(100);
    private static final Duration ANSWERS_AFTER = Duration.ofMillis(200);
    private static final Duration TALKS = Duration.ofMillis(400);

    private final String prefix;

    Callees(String prefix) {
        this.prefix = prefix;
    }

    /** A phone number; the same index gives the same. Who answers has millions, the others have a hundred each. */
    public String number(int index) {
        return "%s%07d".formatted(prefix, Math.floorMod(index, this == ANSWERS ? NUMBERS : SCRIPTED));
    }

    static void script(SimulatorBuilder simulator) {
        simulator.callScript(timed(CallScript.answered()));
        for (int index = 0; index < SCRIPTED; index++) {
            simulator.callScript(BUSY.number(index), timed(CallScript.busy()));
            simulator.callScript(
                    DOES_NOT_ANSWER.number(index), CallScript.noAnswer().withRingsAfter(RINGS_AFTER));
            simulator.callScript(CANNOT_BE_REACHED.number(index), timed(CallScript.failed()));
        }
    }

    private static CallScript timed(CallScript script) {
        return script.withRingsAfter(RINGS_AFTER)
                .withAnswersAfter(ANSWERS_AFTER)
                .withTalks(TALKS);
    }
}
