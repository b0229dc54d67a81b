package io.texml.aicalls;

import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.Pacing;
import io.texml.operation.ResponseType;
import java.util.List;

/** The operations of calls with an AI assistant. */
public final class AiCallOperations {

    /** Creating: each one makes a phone ring. */
    public static final Operation<AiCallCreated> CREATE = Operation.builder(
                    "aiCalls.create",
                    HttpMethod.POST,
                    "/texml/ai_calls/{connection_id}",
                    ResponseType.of(AiCallCreated.class))
            .pacing(Pacing.DIAL)
            .build();

    private static final List<Operation<?>> ALL = List.of(CREATE);

    private AiCallOperations() {}

    /** Every operation of AI calls. */
    public static List<Operation<?>> all() {
        return ALL;
    }
}
