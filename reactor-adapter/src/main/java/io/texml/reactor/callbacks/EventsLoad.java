package io.texml.reactor.callbacks;

/**
 * What {@link InMemoryCallbackEvents} hold at one moment, and have counted since they were made.
 *
 * @param subscribers how many are subscribed
 * @param recent how many events are kept for late subscribers
 * @param lost how many events subscribers have lost because they did not keep up
 * @param repeats how many callbacks were told to nobody because they had been told
 */
public record EventsLoad(int subscribers, int recent, long lost, long repeats) {}
