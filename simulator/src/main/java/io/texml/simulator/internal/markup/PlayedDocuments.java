package io.texml.simulator.internal.markup;

import io.texml.simulator.internal.engine.CallFields;
import io.texml.simulator.internal.engine.CallbackSink;
import io.texml.simulator.internal.engine.Documents;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallbackTarget;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Plays documents to calls beside those that they follow: {@code Say}, {@code Play} and {@code Pause} take their time,
 * {@code Redirect} leads to another document. An answer that is no document is audio.
 */
public final class PlayedDocuments implements Documents {

    private static final Duration SPEECH = Duration.ofSeconds(2);

    private final Platform platform;
    private final CallbackSink callbacks;

    /** Documents of a platform. */
    public PlayedDocuments(Platform platform, CallbackSink callbacks) {
        this.platform = platform;
        this.callbacks = callbacks;
    }

    @Override
    public void play(Call call, CallbackTarget address, BooleanSupplier goesOn) {
        if (!call.mayAskForInstructions()) {
            return;
        }
        callbacks.ask("instruction-fetch", address, call, CallFields.instructions(call), document -> {
            if (document != null) {
                step(call, address, Verb.parse(document), goesOn);
            }
        });
    }

    private void step(Call call, CallbackTarget address, List<Verb> verbs, BooleanSupplier goesOn) {
        if (verbs.isEmpty() || call.status().ended() || !goesOn.getAsBoolean()) {
            return;
        }
        Verb verb = verbs.get(0);
        if (verb.name().equals("Redirect")) {
            String method = verb.attribute("method", "POST").toUpperCase(Locale.ROOT);
            play(call, new CallbackTarget(resolved(address.url(), verb.text()), method, Set.of()), goesOn);
            return;
        }
        Duration takes =
                switch (verb.name()) {
                    case "Say", "Play" -> SPEECH;
                    case "Pause" -> Duration.ofSeconds(verb.seconds("length", 1));
                    default -> Duration.ZERO;
                };
        platform.timeline().after(takes, () -> step(call, address, verbs.subList(1, verbs.size()), goesOn));
    }

    private static String resolved(String base, String reference) {
        try {
            return URI.create(base).resolve(reference).toString();
        } catch (IllegalArgumentException e) {
            return reference;
        }
    }
}
