package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.api.ApiCall;
import io.texml.simulator.internal.api.ApiFailure;
import io.texml.simulator.internal.api.OperationHandler;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.http.Reply;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.Transcription;
import io.texml.simulator.internal.wire.Dates;
import io.texml.simulator.internal.wire.Json;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Transcriptions of recordings: list, fetch, delete. */
public final class TranscriptionResource {

    private final Pages pages;

    /** The operations on transcriptions. */
    public TranscriptionResource(Platform platform) {
        this.pages = new Pages(platform.seed(), platform.settings().lastPageLink());
    }

    /** Adds the handlers of this resource. */
    public void register(Map<String, OperationHandler> handlers) {
        handlers.put("transcriptions.list", this::list);
        handlers.put("transcriptions.get", this::get);
        handlers.put("transcriptions.delete", this::delete);
    }

    private Reply list(ApiCall request) {
        Account account = request.account();
        Listing<Transcription, Transcription> list = new Listing<>(
                account.transcriptions(),
                transcription -> transcription,
                account.generatedTranscriptions(),
                transcription -> true,
                0,
                Long.MAX_VALUE);
        return pages.answer(
                request,
                Paths.account(account.sid()) + "/Transcriptions.json",
                Pages.Spelling.TOKEN_ONLY,
                list,
                (out, transcription) -> write(out, account.sid(), transcription));
    }

    private Reply get(ApiCall request) {
        Account account = request.account();
        String sid = request.path("recording_transcription_sid");
        Transcription made = account.transcriptions().get(sid);
        Transcription transcription =
                made == null ? account.generatedTranscriptions().find(sid) : made;
        if (transcription == null) {
            throw ApiFailure.notFound();
        }
        return Reply.json(200, Json.write(out -> write(out, account.sid(), transcription)));
    }

    private Reply delete(ApiCall request) {
        Account account = request.account();
        String sid = request.path("recording_transcription_sid");
        if (!account.transcriptions().remove(sid)
                && !account.generatedTranscriptions().delete(sid)) {
            throw ApiFailure.notFound();
        }
        return Reply.empty(204);
    }

    private static void write(JsonGenerator out, String accountSid, Transcription transcription) {
        out.writeStartObject();
        out.writeStringProperty("account_sid", accountSid);
        out.writeStringProperty("api_version", "2010-04-01");
        out.writeStringProperty("call_sid", transcription.callSid());
        out.writeStringProperty("date_created", Dates.iso(transcription.created()));
        out.writeStringProperty("date_updated", Dates.iso(transcription.updated()));
        out.writeStringProperty("duration", Long.toString(transcription.seconds()));
        out.writeStringProperty("recording_sid", transcription.recordingSid());
        out.writeStringProperty("sid", transcription.sid());
        out.writeStringProperty("status", "completed");
        out.writeStringProperty("transcription_text", transcription.text());
        out.writeStringProperty("uri", Paths.account(accountSid) + "/Transcriptions/" + transcription.sid() + ".json");
        out.writeEndObject();
    }
}
