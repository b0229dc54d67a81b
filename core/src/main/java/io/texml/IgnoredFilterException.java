package io.texml;

/**
 * A list that is exported has an item that its filter or its day leaves out: the server seems not to know the filter, as it
 * answers with everything when it does not know a filter's name. Nothing of that item's page was delivered; what came before
 * may hold other such items that do not tell.
 */
public final class IgnoredFilterException extends TexmlException {

    private static final long serialVersionUID = 1L;

    /** The parameter's name. */
    private final String filter;

    /**
     * Made by the client; public so that tests of applications can make one too.
     *
     * @param filter the name of the request's parameter
     */
    public IgnoredFilterException(String filter, ExchangeDetails details) {
        super(
                details.operationId() + " has an item that its filter " + filter
                        + " leaves out, so the server seems to ignore it: leave the filter out and choose from all items, or"
                        + " accept such items with Export.acceptIgnoredFilters().",
                details,
                null);
        this.filter = filter;
    }

    /** The name of the request's parameter that was ignored, for example {@code StartTime}. */
    public String filter() {
        return filter;
    }
}
