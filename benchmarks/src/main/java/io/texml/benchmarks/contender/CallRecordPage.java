package io.texml.benchmarks.contender;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of calls for plain databind. */
public record CallRecordPage(
        List<CallRecord> calls,
        @JsonProperty("next_page_uri") @Nullable String nextPageUri) {}
