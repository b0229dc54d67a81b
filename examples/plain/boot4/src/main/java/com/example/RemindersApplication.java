package com.example;

import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Reminds people by telephone. */
@SpringBootApplication
@RestController
public class RemindersApplication {

    private final TexmlClient client;

    public RemindersApplication(TexmlClient client) {
        this.client = client;
    }

    @PostMapping("/reminders")
    public Mono<Void> remind(@RequestParam String to) {
        return client.calls()
                .create(CreateCall.builder()
                        .applicationSid("1293384261075731499")
                        .from("+13125550100")
                        .to(to)
                        .texml("<Response><Say>Tomorrow at nine.</Say></Response>")
                        .build())
                .then();
    }

    public static void main(String[] arguments) {
        SpringApplication.run(RemindersApplication.class, arguments);
    }
}
