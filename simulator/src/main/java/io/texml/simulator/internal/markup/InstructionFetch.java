package io.texml.simulator.internal.markup;

import io.texml.simulator.internal.contract.Parameters;
import io.texml.simulator.internal.engine.CallFields;
import io.texml.simulator.internal.engine.CallJournal;
import io.texml.simulator.internal.engine.CallbackSink;
import io.texml.simulator.internal.engine.CallbackSink.Document;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.state.Application;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.journal.TimelineEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks the application under test for the document that tells a call what to do, and its fallback if that fails. */
final class InstructionFetch {

    /** The kind of these requests in the journal. */
    static final String KIND = "instruction-fetch";

    private final Platform platform;
    private final CallbackSink callbacks;
    private final CallJournal journal;

    InstructionFetch(Platform platform, CallbackSink callbacks, CallJournal journal) {
        this.platform = platform;
        this.callbacks = callbacks;
        this.journal = journal;
    }

    /** Where a call's instructions are: the address and its fallback, of the request or else of the application. */
    List<CallbackTarget> addresses(Call call) {
        Parameters own = call.instructions();
        List<CallbackTarget> addresses = new ArrayList<>();
        if (own.has("Url")) {
            String method = own.text("Method", own.text("UrlMethod", "POST"));
            add(addresses, own.text("Url"), method);
            add(addresses, own.text("FallbackUrl"), own.text("FallbackMethod", method));
            return addresses;
        }
        Application application = platform.applications().get(call.applicationSid());
        if (call.parent() == null && application != null && !own.has("AIAssistantId")) {
            String method = application.text("voice_method", "post");
            add(addresses, application.text("voice_url", ""), method);
            add(addresses, application.text("voice_fallback_url", ""), method);
        }
        return addresses;
    }

    /**
     * Asks one address after the other until one has answered with 2xx.
     *
     * @param reader takes the answer and the address that it is from; null when there is none
     */
    void fetch(Call call, List<CallbackTarget> addresses, BiConsumer<@Nullable Document, String> reader) {
        if (addresses.isEmpty()) {
            reader.accept(null, "");
            return;
        }
        CallbackTarget first = addresses.get(0);
        fetch(KIND, call, first, CallFields.instructions(call), document -> {
            if (document != null) {
                reader.accept(document, first.url());
            } else {
                fetch(call, addresses.subList(1, addresses.size()), reader);
            }
        });
    }

    /** Asks an address for a document; null is no answer with 2xx. */
    void fetch(
            String kind,
            Call call,
            CallbackTarget target,
            Map<String, String> fields,
            Consumer<@Nullable Document> reader) {
        if (call.mayAskForInstructions()) {
            callbacks.ask(kind, target, call, fields, reader);
        } else {
            journal.note(call, TimelineEntry.Kind.DOCUMENT_ERROR, "the call has asked for too many documents");
            reader.accept(null);
        }
    }

    private static void add(List<CallbackTarget> addresses, @Nullable String url, String method) {
        if (url != null && !url.isBlank()) {
            addresses.add(new CallbackTarget(url, method.toUpperCase(Locale.ROOT), Set.of()));
        }
    }
}
