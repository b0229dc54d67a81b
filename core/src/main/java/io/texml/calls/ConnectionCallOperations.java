package io.texml.calls;

import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.Pacing;
import io.texml.operation.ResponseType;
import java.util.List;

/** The operations of calls that are placed through a connection. */
public final class ConnectionCallOperations {

    /** Creating: each one makes a phone ring. */
    public static final Operation<ConnectionCallCreated> CREATE = Operation.builder(
                    "connectionCalls.create",
                    HttpMethod.POST,
                    "/texml/calls/{connection_id}",
                    ResponseType.of(ConnectionCallCreated.class))
            .pacing(Pacing.DIAL)
            .build();

    private static final List<Operation<?>> ALL = List.of(CREATE);

    private ConnectionCallOperations() {}

    /** Every operation of connection calls. */
    public static List<Operation<?>> all() {
        return ALL;
    }
}
