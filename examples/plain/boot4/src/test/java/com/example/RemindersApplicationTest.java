package com.example;


import io.texml.simulator.TexmlSimulator;
import io.texml.spring.boot.test.AutoConfigureTexmlSimulator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
@AutoConfigureTexmlSimulator
class RemindersApplicationTest {

    @Autowired
    private RemindersApplication application;

    @Autowired
    private TexmlSimulator simulator;

    @Test
    void oneIsReminded() {
        application.remind("+13125550101").block();
        simulator.journal().verify("calls.create").acted().times(1);
    }
}
