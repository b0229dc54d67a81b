package com.example;

import io.texml.calls.Call;
import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reminds people by telephone. */
@SpringBootApplication
public class RemindersApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(RemindersApplication.class, arguments);
    }

    @Bean
    TexmlClient texml(
            @Value("${reminders.url}") URI url,
            @Value("${reminders.key}") String key,
            @Value("${reminders.account}") String account) {
        return TexmlClient.builder()
                .baseUrl(url)
                .apiKey(key)
                .accountSid(account)
                .build();
    }

    @RestController
    static class Reminders {

        private final TexmlClient client;

        Reminders(TexmlClient client) {
            this.client = client;
        }

        @PostMapping("/reminders")
        Mono<Void> remind(@RequestParam String to) {
            return client.calls()
                    .create(CreateCall.builder()
                            .applicationSid("1293384261075731499")
                            .from("+13125550100")
                            .to(to)
                            .texml("<Response><Say>Tomorrow at nine.</Say></Response>")
                            .build())
                    .then();
        }

        @GetMapping("/calls")
        Flux<Call> calls() {
            return client.calls().list();
        }
    }
}
