package io.texml.operation;

import static io.texml.operation.HttpMethod.GET;
import static io.texml.operation.HttpMethod.POST;

import io.texml.calls.Call;
import java.util.List;

/**
 * The catalogue: every operation of the TeXML API, once. A line says all that differs between operations; the safety of
 * each says why.
 */
public final class Operations {

    private static final String CALLS = "/texml/Accounts/{account_sid}/Calls";

    /** Eventually consistent. */
    public static final Operation<Page<Call>> CALLS_LIST = Operation.builder(
                    "calls.list", GET, CALLS, ResponseType.page("calls", Call.class))
            .build();

    /** Eventually consistent. */
    public static final Operation<Call> CALLS_GET = Operation.builder(
                    "calls.get", GET, CALLS + "/{call_sid}", ResponseType.of(Call.class))
            .build();

    /** Idempotent as far as it sets a state (ending twice ends once); new instructions would be carried out twice. */
    public static final Operation<Call> CALLS_UPDATE = Operation.builder(
                    "calls.update", POST, CALLS + "/{call_sid}", ResponseType.of(Call.class))
            .bodyFormat(BodyFormat.FORM)
            .safety(Safety.IDEMPOTENT)
            .instructionParameters("Url", "Texml")
            .build();

    private static final List<Operation<?>> ALL = List.of(CALLS_LIST, CALLS_GET, CALLS_UPDATE);

    private Operations() {}

    /** Every operation, in the order of the API's resources. */
    public static List<Operation<?>> all() {
        return ALL;
    }
}
