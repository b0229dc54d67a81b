package io.texml.examples.campaign;

import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.script.CallScript;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who answers in the simulator, by the last digit of the number: 0 is busy at first and answers a redial, 1 never answers,
 * with 2 an answering machine does, 3 cannot be reached, and everybody else answers.
 */
final class SimulatedCallees {

    private final TexmlSimulator simulator;
    private final Set<String> dialled = ConcurrentHashMap.newKeySet();

    SimulatedCallees(TexmlSimulator simulator) {
        this.simulator = simulator;
    }

    /** Called before each dial. */
    void isDialled(String to) {
        CallScript script =
                switch (to.charAt(to.length() - 1)) {
                    case '0' -> dialled.add(to) ? CallScript.busy() : CallScript.answered();
                    case '1' -> CallScript.noAnswer();
                    case '2' -> CallScript.answeredByMachine();
                    case '3' -> CallScript.failed();
                    default -> null;
                };
        if (script != null) {
            simulator.callScript(to, script);
        }
    }
}
