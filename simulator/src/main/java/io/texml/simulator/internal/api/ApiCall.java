package io.texml.simulator.internal.api;

import io.texml.simulator.internal.contract.OperationRule;
import io.texml.simulator.internal.contract.Parameters;
import io.texml.simulator.internal.state.Account;
import java.time.Instant;
import java.util.Map;

/**
 * A routed, authenticated and checked request.
 *
 * @param account the account of the path, or the main one
 */
public record ApiCall(
        OperationRule operation,
        Map<String, String> pathValues,
        Parameters query,
        Parameters body,
        Account account,
        Instant now) {

    /** A path element; the contract says that it is there. */
    public String path(String name) {
        String value = pathValues.get(name);
        if (value == null) {
            throw new IllegalStateException(operation.id() + " has no path element " + name);
        }
        return value;
    }
}
