package io.texml.simulator.internal.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the API tells about a recording, whether it was made or generated. */
public interface RecordingFacts {

    /** The recording's identifier. */
    String sid();

    /** The call that was recorded. */
    String callSid();

    /** The conference that was recorded, if it was one. */
    @Nullable
    String conferenceSid();

    /** What asked for the recording. */
    String source();

    /** 1 or 2. */
    int channels();

    /** {@code inbound}, {@code outbound} or {@code both}. */
    String track();

    /** {@code in-progress}, {@code paused}, {@code stopped} or {@code completed}. */
    String status();

    /** The length, null until it is known. */
    @Nullable
    Long seconds();

    /** When the recording began. */
    Instant started();

    /** When anything changed last. */
    Instant updated();
}
