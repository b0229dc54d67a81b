package io.texml.simulator.internal.api;

import io.texml.simulator.internal.http.Reply;

/** What one operation does; runs under the platform's lock. */
@FunctionalInterface
public interface OperationHandler {

    /** Acts and answers, or throws an {@link ApiFailure} before it has changed anything. */
    Reply handle(ApiCall call);
}
