package io.texml.examples.webflux;

import io.texml.callbacks.CallbackUrl;
import io.texml.callbacks.InstructionRequest;
import io.texml.markup.Dial;
import io.texml.markup.Enqueue;
import io.texml.markup.Gather;
import io.texml.markup.Redirect;
import io.texml.markup.Say;
import io.texml.markup.Texml;
import java.net.URI;
import java.time.Duration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the platform what to do in a call: it asks here when somebody calls, and again with each key that was pressed. */
@RestController
class InstructionsController {

    /** No source says what the platform makes of a relative URL. */
    private final URI menu;

    private final URI choice;

    InstructionsController(CallbackUrl callbacks) {
        menu = callbacks.toUri().resolve("/texml/menu");
        choice = callbacks.toUri().resolve("/texml/menu/choice");
    }

    @PostMapping("/texml/menu")
    Texml menu(InstructionRequest request) {
        return Texml.of(
                Gather.digits(1)
                        .action(choice)
                        .timeout(Duration.ofSeconds(8))
                        .say("For sales press 1, for support press 2."),
                Say.text("We did not hear you."),
                Redirect.to(menu));
    }

    @PostMapping("/texml/menu/choice")
    Texml choice(InstructionRequest request) {
        return switch (String.valueOf(request.digits())) {
            case "1" -> Texml.of(Dial.number("+13125550147").timeout(Duration.ofSeconds(20)));
            case "2" -> Texml.of(Say.text("Please hold."), Enqueue.queue("support"));
            default -> Texml.of(Redirect.to(menu));
        };
    }
}
