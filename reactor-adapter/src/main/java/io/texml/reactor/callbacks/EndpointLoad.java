package io.texml.reactor.callbacks;

/**
 * What a {@link CallbackEndpoint} is doing at one moment.
 *
 * @param underWay requests that have not been answered yet
 * @param checks how many of them wait for a worker to check their signature, or are being checked
 */
public record EndpointLoad(int underWay, int checks) {}
