package io.texml;

/**
 * A list cannot go on: its link to the next page leads to another host, comes round again, or cannot be read. The
 * items delivered so far are good; nothing was sent to the foreign host.
 */
public final class PaginationException extends TexmlException {

    private static final long serialVersionUID = 1L;

    /** Made by the client; public so that tests of applications can make one too. */
    public PaginationException(String problem, ExchangeDetails details) {
        super(details.operationId() + " cannot go on to the next page: " + problem + ".", details, null);
    }
}
