package io.texml.transcriptions;

import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import io.texml.operation.Safety;
import java.util.List;

/** The operations of transcriptions. */
public final class TranscriptionOperations {

    private static final String ACCOUNT = "/texml/Accounts/{account_sid}";
    private static final String TRANSCRIPTION = ACCOUNT + "/Transcriptions/{recording_transcription_sid}.json";

    /** Safe: it reads. */
    public static final Operation<Page<Transcription>> LIST = Operation.builder(
                    "transcriptions.list",
                    HttpMethod.GET,
                    ACCOUNT + "/Transcriptions.json",
                    ResponseType.page("transcriptions", Transcription.class))
            .build();

    /** Safe: it reads. */
    public static final Operation<Transcription> GET = Operation.builder(
                    "transcriptions.get", HttpMethod.GET, TRANSCRIPTION, ResponseType.of(Transcription.class))
            .build();

    /** Idempotent: a transcription that is gone stays gone. */
    public static final Operation<Void> DELETE = Operation.builder(
                    "transcriptions.delete", HttpMethod.DELETE, TRANSCRIPTION, ResponseType.empty())
            .safety(Safety.IDEMPOTENT)
            .build();

    private static final List<Operation<?>> ALL = List.of(LIST, GET, DELETE);

    private TranscriptionOperations() {}

    /** Every operation of transcriptions. */
    public static List<Operation<?>> all() {
        return ALL;
    }
}
