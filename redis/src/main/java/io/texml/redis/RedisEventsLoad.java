package io.texml.redis;

import io.texml.reactor.callbacks.EventsLoad;

/**
 * What {@link RedisCallbackEvents} hold at one moment, and have counted since they were made.
 *
 * @param memory what is kept for subscribers of this process
 * @param underWay how many callbacks Redis has not answered yet
 * @param read how many events were read from Redis
 * @param missed how many were trimmed, or lost with what Redis did not keep, before this process read them; as far as it can
 *     tell
 * @param unreadable how many were skipped, as this version cannot read them
 */
public record RedisEventsLoad(EventsLoad memory, int underWay, long read, long missed, long unreadable) {}
