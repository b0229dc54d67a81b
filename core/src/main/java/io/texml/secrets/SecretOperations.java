package io.texml.secrets;

import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.ResponseType;
import java.util.List;

/** The operations of secrets. */
public final class SecretOperations {

    /** Creating: nothing says that a second one with the same name is harmless. */
    public static final Operation<Secret> CREATE = Operation.builder(
                    "secrets.create", HttpMethod.POST, "/texml/secrets", ResponseType.of(Secret.class))
            .build();

    private static final List<Operation<?>> ALL = List.of(CREATE);

    private SecretOperations() {}

    /** Every operation of secrets. */
    public static List<Operation<?>> all() {
        return ALL;
    }
}
