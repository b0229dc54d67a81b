package io.texml.benchmarks.contender;

import org.jspecify.annotations.Nullable;

/** The answer to a dialling request for plain databind. */
public record CreatedRecord(
        @Nullable String from,
        @Nullable String to,
        @Nullable String status) {}
