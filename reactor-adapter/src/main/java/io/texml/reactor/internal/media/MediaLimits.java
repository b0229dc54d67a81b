package io.texml.reactor.internal.media;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a download may cost.
 *
 * @param timeout of all of it; null for no bound
 * @param maxBytes of the media; {@link Long#MAX_VALUE} for no bound
 * @param longestPause for which a media host may ask
 */
public record MediaLimits(@Nullable Duration timeout, long maxBytes, Duration longestPause) {}
