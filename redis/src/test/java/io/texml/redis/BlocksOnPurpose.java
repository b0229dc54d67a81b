package io.texml.redis;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** What may block where nothing else may. Found through the service loader. */
public final class BlocksOnPurpose implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        // Netty's allocator takes a lock of its own for a moment when threads compete for its buffers.
        builder.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate");
        // A subscriber that is slow, as its test needs one.
        builder.allowBlockingCallsInside(RedisCallbackEventsTest.class.getName(), "hold");
    }
}
