package io.texml.recordings;

import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import io.texml.operation.Safety;
import java.util.List;

/** The operations of recordings. */
public final class RecordingOperations {

    private static final String ACCOUNT = "/texml/Accounts/{account_sid}";
    private static final String RECORDING = ACCOUNT + "/Recordings/{recording_sid}.json";

    /** Safe: it reads. */
    public static final Operation<Page<Recording>> LIST = Operation.builder(
                    "recordings.list",
                    HttpMethod.GET,
                    ACCOUNT + "/Recordings.json",
                    ResponseType.page("recordings", Recording.class))
            .build();

    /** Safe: it reads. */
    public static final Operation<Recording> GET = Operation.builder(
                    "recordings.get", HttpMethod.GET, RECORDING, ResponseType.of(Recording.class))
            .build();

    /** Idempotent: a recording that is gone stays gone. */
    public static final Operation<Void> DELETE = Operation.builder(
                    "recordings.delete", HttpMethod.DELETE, RECORDING, ResponseType.empty())
            .safety(Safety.IDEMPOTENT)
            .build();

    private static final List<Operation<?>> ALL = List.of(LIST, GET, DELETE);

    private RecordingOperations() {}

    /** Every operation of recordings. */
    public static List<Operation<?>> all() {
        return ALL;
    }
}
