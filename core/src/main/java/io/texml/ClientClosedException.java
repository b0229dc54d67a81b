package io.texml;

/** The client was closed before or while the request waited. Nothing was sent for this attempt. */
public final class ClientClosedException extends TexmlException {

    private static final long serialVersionUID = 1L;

    /** Made by the client; public so that tests of applications can make one too. */
    public ClientClosedException(ExchangeDetails details) {
        super(
                details.operationId() + " was not sent: the client is closed; create a client that lives as long as"
                        + " the application.",
                details,
                null);
    }
}
