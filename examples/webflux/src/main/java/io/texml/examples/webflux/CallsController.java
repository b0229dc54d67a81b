package io.texml.examples.webflux;

import io.texml.ApiException;
import io.texml.RequestValidationException;
import io.texml.TexmlException;
import io.texml.calls.Call;
import io.texml.calls.CallCreated;
import io.texml.calls.CreateCall;
import io.texml.calls.ListCalls;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.dialler.Dialler;
import io.texml.reactor.dialler.LiveCallEvent;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Dials, follows, streams calls, shows one, hands out recordings. */
@RestController
class CallsController {

    private final TexmlClient texml;
    private final Dialler dialler;

    CallsController(TexmlClient texml, Dialler dialler) {
        this.texml = texml;
        this.dialler = dialler;
    }

    /** What the caller of this application has to say to dial. */
    record Dial(
            @Nullable String applicationSid,
            @Nullable String from,
            @Nullable String to,
            @Nullable URI url) {

        /** Leaves out what was not said, so that the builder names everything that is missing at once. */
        CreateCall request() {
            CreateCall.Builder request = CreateCall.builder();
            if (applicationSid != null) {
                request.applicationSid(applicationSid);
            }
            if (from != null) {
                request.from(from);
            }
            if (to != null) {
                request.to(to);
            }
            if (url != null) {
                request.url(url);
            }
            return request.build();
        }
    }

    @PostMapping("/calls")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<CallCreated> dial(@RequestBody Dial dial) {
        return texml.calls().create(dial.request());
    }

    /** What happens to a call, as somebody may see it who must not see numbers. */
    record Progress(LiveCallEvent.Type type, @Nullable String callSid, CallResult.@Nullable Outcome outcome) {

        static Progress of(LiveCallEvent event) {
            CallResult result = event.result();
            return new Progress(event.type(), event.callSid(), result == null ? null : result.outcome());
        }
    }

    /** Dials, and tells line by line what happens until the call has ended; who hangs up here hangs up there. */
    @PostMapping(path = "/calls/followed", produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<Progress> follow(@RequestBody Dial dial) {
        return dialler.follow(dial.request()).map(Progress::of);
    }

    /** The sound of a recording as it is fetched; nothing of it is kept here. */
    @GetMapping(path = "/recordings/{sid}", produces = "audio/mpeg")
    Flux<DataBuffer> recording(@PathVariable String sid) {
        return texml.recordings()
                .get(sid)
                .flatMapMany(recording -> texml.recordings().download(recording))
                .map(DefaultDataBufferFactory.sharedInstance::wrap);
    }

    /**
     * All calls, as one line of JSON each. Spring asks for more calls only when the reader's connection takes more, so the
     * next page is fetched when it is needed.
     */
    @GetMapping(path = "/calls", produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<Call> calls(@RequestParam(defaultValue = "100") int pageSize) {
        return texml.calls().list(ListCalls.builder().pageSize(pageSize).build());
    }

    @GetMapping("/calls/{sid}")
    Mono<Call> call(@PathVariable String sid) {
        return texml.calls().get(sid);
    }

    /**
     * Says what Telnyx refused, without its body, which can hold phone numbers. A stream that has begun cannot say it any
     * more: it breaks off, and Spring logs the failure.
     */
    @ExceptionHandler(TexmlException.class)
    ProblemDetail failed(TexmlException failure, ServerHttpResponse response) {
        if (response.isCommitted()) {
            throw failure;
        }
        HttpStatus status = failure instanceof ApiException refusal && refusal.status() == 404
                ? HttpStatus.NOT_FOUND
                : HttpStatus.BAD_GATEWAY;
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, failure.getMessage());
        problem.setProperty("outcomeUnknown", failure.outcomeUnknown());
        return problem;
    }

    @ExceptionHandler(RequestValidationException.class)
    ProblemDetail refused(RequestValidationException mistake) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, mistake.getMessage());
    }
}
