package io.texml.examples.webflux;

import io.texml.markup.Dial;
import io.texml.markup.Enqueue;
import io.texml.markup.Gather;
import io.texml.markup.Redirect;
import io.texml.markup.Say;
import io.texml.markup.Texml;
import java.net.URI;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells the platform what to do in a call: it asks here when somebody calls, and again with each key that was pressed. */
@RestController
class InstructionsController {

    /** No source says what the platform makes of a relative URL. */
    private final URI menu;

    private final URI choice;

    InstructionsController(@Value("${calls.public-url:https://calls.example.com/}") URI publicUrl) {
        menu = publicUrl.resolve("/texml/menu");
        choice = publicUrl.resolve("/texml/menu/choice");
    }

    @PostMapping(path = "/texml/menu", produces = MediaType.APPLICATION_XML_VALUE)
    byte[] menu() {
        return Texml.of(
                        Gather.digits(1)
                                .action(choice)
                                .timeout(Duration.ofSeconds(8))
                                .say("For sales press 1, for support press 2."),
                        Say.text("We did not hear you."),
                        Redirect.to(menu))
                .toBytes();
    }

    @PostMapping(path = "/texml/menu/choice", produces = MediaType.APPLICATION_XML_VALUE)
    Mono<byte[]> choice(ServerWebExchange exchange) {
        return exchange.getFormData().map(this::chosen).map(Texml::toBytes);
    }

    private Texml chosen(MultiValueMap<String, String> form) {
        return switch (String.valueOf(form.getFirst("Digits"))) {
            case "1" -> Texml.of(Dial.number("+13125550147").timeout(Duration.ofSeconds(20)));
            case "2" -> Texml.of(Say.text("Please hold."), Enqueue.queue("support"));
            default -> Texml.of(Redirect.to(menu));
        };
    }
}
