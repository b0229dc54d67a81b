package io.texml.simulator.internal.fault;

/** What stands between a request and its handler. */
public record Gate(FaultBook faults, RateLimits limits) {}
