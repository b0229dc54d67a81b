package io.texml.examples;

import io.texml.callbacks.CallProgress;
import io.texml.callbacks.Callback;
import io.texml.callbacks.CallbackException;
import io.texml.callbacks.CallbackKind;
import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.CallbackUrl;
import io.texml.callbacks.InstructionRequest;
import io.texml.calls.CreateCall;
import io.texml.markup.Gather;
import io.texml.markup.Hangup;
import io.texml.markup.Say;
import io.texml.markup.Texml;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a servlet does with callbacks; there is no Reactor in it. */
public final class CallbackServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient CallbackReader reader;
    private final transient Map<String, String> outcomes = new ConcurrentHashMap<>();

    /** Callbacks that this reader believes. */
    public CallbackServlet(CallbackReader reader) {
        this.reader = reader;
    }

    static CreateCall.Builder told(CreateCall.Builder call, String order, String token) {
        URI status = CallbackUrl.of("https://app.example.com/texml?tenant=7")
                .kind(CallbackKind.CALL)
                .reference(order)
                .toUri();
        URI instructions = CallbackUrl.of("https://app.example.com/texml")
                .kind(CallbackKind.INSTRUCTIONS)
                .reference(order)
                .token(token)
                .toUri();
        return call.statusCallback(status).url(instructions);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Callback callback;
        try {
            callback = reader.read(
                    request.getMethod(),
                    request.getQueryString(),
                    name -> Collections.list(request.getHeaders(name)),
                    request.getInputStream().readNBytes(reader.maxBytes() + 1));
        } catch (CallbackException refused) {
            response.sendError(refused.reason().httpStatus(), refused.getMessage());
            return;
        }
        if (callback instanceof CallProgress progress && progress.hasEnded() && progress.reference() != null) {
            outcomes.put(progress.reference(), String.valueOf(progress.callStatus()));
        }
        if (callback instanceof InstructionRequest asked) {
            response.setContentType("application/xml");
            response.getOutputStream().write(next(asked).toBytes());
        }
    }

    private static Texml next(InstructionRequest request) {
        if (request.digits() == null) {
            Gather gather = Gather.digits(1).action(URI.create("/texml")).say("Press 1 to confirm.");
            return Texml.of(gather, Hangup.hangup());
        }
        return Texml.of(Say.text(request.digits().equals("1") ? "Thank you." : "Goodbye."), Hangup.hangup());
    }

    /** How the calls of orders ended. */
    Map<String, String> outcomes() {
        return outcomes;
    }
}
