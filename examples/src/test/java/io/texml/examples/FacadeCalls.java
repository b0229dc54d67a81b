package io.texml.examples;

import io.texml.aicalls.CreateAiCall;
import io.texml.applications.CreateApplication;
import io.texml.applications.UpdateApplication;
import io.texml.calls.CreateCall;
import io.texml.calls.CreateConnectionCall;
import io.texml.calls.StartSiprec;
import io.texml.calls.StartStream;
import io.texml.conferences.CreateParticipant;
import io.texml.queues.CreateQueue;
import io.texml.queues.UpdateQueue;
import io.texml.reactor.TexmlClient;
import io.texml.secrets.CreateSecret;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.reactivestreams.Publisher;

/** How each operation is called, as the README writes it and as code that a test runs. */
final class FacadeCalls {

    private static final URI URL = URI.create("https://example.com/");

    private FacadeCalls() {}

    /** One way to call an operation: the text for the README and the code behind it. */
    record FacadeCall(String text, Function<TexmlClient, Publisher<?>> code) {}

    static List<FacadeCall> all() {
        return List.of(
                call("calls().list(query)", client -> client.calls().list()),
                call("calls().create(request)", client -> client.calls().create(createCall())),
                call("calls().get(sid)", client -> client.calls().get("sid")),
                call("calls().update(sid, request)", client -> client.calls().hangUp("sid")),
                call("calls().hangUp(sid)", client -> client.calls().hangUp("sid")),
                call("calls().redirect(sid, url)", client -> client.calls().redirect("sid", URL)),
                call("calls().redirectToTexml(sid, texml)", client -> client.calls()
                        .redirectToTexml("sid", "<Response/>")),
                call(
                        "calls().recordings(sid).list()",
                        client -> client.calls().recordings("sid").list()),
                call(
                        "calls().recordings(sid).start()",
                        client -> client.calls().recordings("sid").start()),
                call(
                        "calls().recordings(sid).pause(recordingSid)",
                        client -> client.calls().recordings("sid").pause("recording")),
                call(
                        "calls().recordings(sid).resume(recordingSid)",
                        client -> client.calls().recordings("sid").resume("recording")),
                call(
                        "calls().recordings(sid).stop(recordingSid)",
                        client -> client.calls().recordings("sid").stop("recording")),
                call("calls().siprec(sid).start(request)", client -> client.calls()
                        .siprec("sid")
                        .start(StartSiprec.builder().build())),
                call(
                        "calls().siprec(sid).stop(siprecSid)",
                        client -> client.calls().siprec("sid").stop("siprec")),
                call("calls().streams(sid).start(request)", client -> client.calls()
                        .streams("sid")
                        .start(StartStream.builder()
                                .url(URI.create("wss://example.com/"))
                                .build())),
                call(
                        "calls().streams(sid).stop(streamSid)",
                        client -> client.calls().streams("sid").stop("stream")),
                call("conferences().list(query)", client -> client.conferences().list()),
                call("conferences().get(sid)", client -> client.conferences().get("sid")),
                call("conferences().end(sid)", client -> client.conferences().end("sid")),
                call("conferences().announce(sid, url)", client -> client.conferences()
                        .announce("sid", URL)),
                call(
                        "conferences().participants(sid).list()",
                        client -> client.conferences().participants("sid").list()),
                call("conferences().participants(sid).create(request)", client -> client.conferences()
                        .participants("sid")
                        .create(CreateParticipant.builder()
                                .from("+13125550100")
                                .to("+16465550123")
                                .build())),
                call(
                        "conferences().participants(sid).get(callSidOrLabel)",
                        client -> client.conferences().participants("sid").get("label")),
                call(
                        "conferences().participants(sid).mute(callSidOrLabel)",
                        client -> client.conferences().participants("sid").mute("label")),
                call(
                        "conferences().participants(sid).unmute(callSidOrLabel)",
                        client -> client.conferences().participants("sid").unmute("label")),
                call(
                        "conferences().participants(sid).hold(callSidOrLabel)",
                        client -> client.conferences().participants("sid").hold("label")),
                call(
                        "conferences().participants(sid).unhold(callSidOrLabel)",
                        client -> client.conferences().participants("sid").unhold("label")),
                call(
                        "conferences().participants(sid).delete(callSidOrLabel)",
                        client -> client.conferences().participants("sid").delete("label")),
                call(
                        "conferences().recordings(sid).list()",
                        client -> client.conferences().recordings("sid").list()),
                call(
                        "conferences().recordings(sid).listAsRecordings()",
                        client -> client.conferences().recordings("sid").listAsRecordings()),
                call("queues().list(query)", client -> client.queues().list()),
                call("queues().create(request)", client -> client.queues()
                        .create(CreateQueue.builder().maxSize(10).build())),
                call("queues().get(sid)", client -> client.queues().get("sid")),
                call("queues().update(sid, request)", client -> client.queues()
                        .update("sid", UpdateQueue.builder().maxSize(10).build())),
                call("queues().delete(sid)", client -> client.queues().delete("sid")),
                call("recordings().list(query)", client -> client.recordings().list()),
                call("recordings().get(sid)", client -> client.recordings().get("sid")),
                call("recordings().delete(sid)", client -> client.recordings().delete("sid")),
                call("transcriptions().list(query)", client -> client.transcriptions()
                        .list()),
                call("transcriptions().get(sid)", client -> client.transcriptions()
                        .get("sid")),
                call("transcriptions().delete(sid)", client -> client.transcriptions()
                        .delete("sid")),
                call("secrets().create(request)", client -> client.secrets()
                        .create(CreateSecret.builder()
                                .name("name")
                                .value("value")
                                .build())),
                call("applications().list(query)", client -> client.applications()
                        .list()),
                call("applications().create(request)", client -> client.applications()
                        .create(CreateApplication.builder()
                                .friendlyName("name")
                                .voiceUrl(URL)
                                .build())),
                call("applications().get(id)", client -> client.applications().get("1")),
                call("applications().update(id, request)", client -> client.applications()
                        .update(
                                "1",
                                UpdateApplication.builder()
                                        .friendlyName("name")
                                        .voiceUrl(URL)
                                        .build())),
                call("applications().delete(id)", client -> client.applications()
                        .delete("1")),
                call("aiCalls().create(connectionId, request)", client -> client.aiCalls()
                        .create(
                                "1",
                                CreateAiCall.builder()
                                        .aiAssistantId("assistant")
                                        .from("+13125550100")
                                        .to("+16465550123")
                                        .build())),
                call("connectionCalls().create(connectionId, request)", client -> client.connectionCalls()
                        .create(
                                "1",
                                CreateConnectionCall.builder()
                                        .from("+13125550100")
                                        .to("+16465550123")
                                        .build())));
    }

    private static CreateCall createCall() {
        return CreateCall.builder()
                .applicationSid("1")
                .from("+13125550100")
                .to("+16465550123")
                .build();
    }

    private static FacadeCall call(String text, Function<TexmlClient, Publisher<?>> code) {
        return new FacadeCall(text, code);
    }
}
