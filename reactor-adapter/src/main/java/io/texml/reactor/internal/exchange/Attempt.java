package io.texml.reactor.internal.exchange;

import io.texml.ApiResponse;
import reactor.core.CoreSubscriber;

/** One attempt of an exchange that has its turn: it hears the answer, and is asked before it is written. */
public interface Attempt<R> extends CoreSubscriber<ApiResponse<R>> {

    /**
     * Asked once, when the connection is there and the request is about to be written; false keeps it from being written.
     *
     * @throws io.texml.TexmlException when it fails for this
     */
    boolean mayBeWritten();
}
