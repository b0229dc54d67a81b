package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.texml.reactor.TexmlClient;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.junit.SimulatorExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SimulatorExtension.class)
class RemindersTest {

    @Test
    void everybodyIsDialledOnce(TexmlSimulator simulator, TexmlClient client) {
        long dialled = new Reminders(client).send(List.of("+13125550101", "+13125550102")).block();

        assertEquals(2, dialled);
        simulator.journal().verify("calls.create").acted().times(2);
    }
}
