package io.texml.reactor;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Netty 4.2's allocator takes a lock of its own for a moment when threads compete for its buffers; on a busy machine that
 * was one failed download in tens of thousands. Nothing of this library is in there. Found through the service loader.
 */
public final class AllocatorLocks implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate");
    }
}
