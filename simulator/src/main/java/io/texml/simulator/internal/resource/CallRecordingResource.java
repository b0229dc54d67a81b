package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.api.ApiCall;
import io.texml.simulator.internal.api.ApiFailure;
import io.texml.simulator.internal.api.OperationHandler;
import io.texml.simulator.internal.contract.Parameters;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.engine.RecordingEngine;
import io.texml.simulator.internal.http.Reply;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.state.Recording;
import io.texml.simulator.internal.state.RecordingFacts;
import io.texml.simulator.internal.wire.Json;
import java.util.Map;

/** Recordings of one call: start, pause, resume, stop, list. */
public final class CallRecordingResource {

    private final RecordingEngine engine;
    private final Pages pages;
    private final RecordingWriter writer;

    /** The operations on the recordings of a call. */
    public CallRecordingResource(Platform platform, RecordingEngine engine, MediaLinks media) {
        this.engine = engine;
        this.pages = new Pages(platform.seed(), platform.settings().lastPageLink());
        this.writer = new RecordingWriter(media);
    }

    /** Adds the handlers of this resource. */
    public void register(Map<String, OperationHandler> handlers) {
        handlers.put("calls.recordings.list", this::list);
        handlers.put("calls.recordings.start", this::start);
        handlers.put("calls.recordings.update", this::update);
    }

    private Reply list(ApiCall request) {
        Account account = request.account();
        String callSid = request.path("call_sid");
        if (account.calls().get(callSid) == null && account.generatedCalls().find(callSid) == null) {
            throw ApiFailure.notFound();
        }
        long past = account.generatedCalls().indexOf(callSid).orElse(-1);
        Listing<Recording, RecordingFacts> list = new Listing<>(
                account.recordings(),
                recording -> recording,
                account.generatedRecordings(),
                recording -> recording.callSid().equals(callSid),
                Math.max(0, past),
                past + 1);
        return pages.answer(
                request,
                Paths.call(account.sid(), callSid) + "/Recordings.json",
                list,
                (out, recording) -> writer.write(out, account.sid(), recording, request.now()));
    }

    private Reply start(ApiCall request) {
        Call call = Calls.answered(request);
        Calls.requireRoom(request.account().recordings().full(), "recordings in progress");
        Parameters body = request.body();
        RecordingEngine.Order order = new RecordingEngine.Order(
                "StartCallRecordingAPI",
                body.text("RecordingChannels", "dual").equals("single") ? 1 : 2,
                body.text("RecordingTrack", "both"),
                CallbackTarget.of(body, "RecordingStatusCallback"),
                !"false".equals(body.text("SendRecordingUrl")));
        return answer(call, engine.start(call, order));
    }

    private Reply update(ApiCall request) {
        Call call = Calls.dialled(request);
        Recording recording = request.account().recordings().get(request.path("recording_sid"));
        if (recording == null || !recording.callSid().equals(call.sid())) {
            throw ApiFailure.notFound();
        }
        if (recording.stopped()) {
            throw ApiFailure.unprocessable(
                    "90018", "Call has already ended", "The recording has been stopped.", "/Status");
        }
        String status = request.body().text("Status");
        if (status != null) {
            engine.change(recording, status);
        }
        return answer(call, recording);
    }

    private Reply answer(Call call, Recording recording) {
        return Reply.json(
                200, Json.write(out -> writer.writeOfCall(out, call.account().sid(), recording)));
    }
}
