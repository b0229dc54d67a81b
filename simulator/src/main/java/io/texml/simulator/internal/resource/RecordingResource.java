package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.api.ApiCall;
import io.texml.simulator.internal.api.ApiFailure;
import io.texml.simulator.internal.api.OperationHandler;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.http.Reply;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.Recording;
import io.texml.simulator.internal.state.RecordingFacts;
import io.texml.simulator.internal.wire.Json;
import java.util.Map;

/** Recordings of an account: list, fetch, delete. */
public final class RecordingResource {

    private final Pages pages;
    private final RecordingWriter writer;

    /** The operations on recordings. */
    public RecordingResource(Platform platform, MediaLinks media) {
        this.pages = new Pages(platform.seed(), platform.settings().lastPageLink());
        this.writer = new RecordingWriter(media);
    }

    /** Adds the handlers of this resource. */
    public void register(Map<String, OperationHandler> handlers) {
        handlers.put("recordings.list", this::list);
        handlers.put("recordings.get", this::get);
        handlers.put("recordings.delete", this::delete);
    }

    private Reply list(ApiCall request) {
        Account account = request.account();
        DateFilter created = DateFilter.of(request.query(), "DateCreated");
        Listing<Recording, RecordingFacts> list = new Listing<>(
                account.recordings(),
                recording -> recording,
                account.generatedRecordings(),
                recording -> created.matches(recording.started()),
                0,
                Long.MAX_VALUE);
        return pages.answer(
                request,
                Paths.account(account.sid()) + "/Recordings.json",
                list,
                (out, recording) -> writer.write(out, account.sid(), recording, request.now()));
    }

    private Reply get(ApiCall request) {
        RecordingFacts recording = request.account().recording(request.path("recording_sid"));
        if (recording == null) {
            throw ApiFailure.notFound();
        }
        return Reply.json(
                200, Json.write(out -> writer.write(out, request.account().sid(), recording, request.now())));
    }

    private Reply delete(ApiCall request) {
        String sid = request.path("recording_sid");
        Account account = request.account();
        if (!account.recordings().remove(sid) && !account.generatedRecordings().delete(sid)) {
            throw ApiFailure.notFound();
        }
        return Reply.empty(204);
    }
}
