package io.texml.spring.boot.test;

import io.texml.callbacks.InstructionRequest;
import io.texml.calls.CreateCall;
import io.texml.markup.Hangup;
import io.texml.markup.Say;
import io.texml.markup.Texml;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class TestedApplication {

    static CreateCall request(String to) {
        return CreateCall.builder()
                .applicationSid("1293384261075731499")
                .from("+13125550100")
                .to(to)
                .texml(Texml.of(Say.text("Good morning.")))
                .build();
    }

    @PostMapping("/menu")
    Texml menu(InstructionRequest request) {
        return Texml.of(Say.text("Your call is " + request.callStatus() + "."), Hangup.hangup());
    }
}
