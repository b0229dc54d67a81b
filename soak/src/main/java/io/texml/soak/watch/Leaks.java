package io.texml.soak.watch;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.concurrent.atomic.LongAdder;

/** Counts the buffers that Netty's leak detector missed, and shows them on the error stream. */
public final class Leaks {

    private final LongAdder found = new LongAdder();

    private Leaks() {}

    /** Begins; before any class of Netty's makes a detector. */
    public static Leaks watched() {
        Leaks leaks = new Leaks();
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(leaks.new Factory());
        return leaks;
    }

    /** How many were found so far. A leak is found when its buffer was collected and another one is allocated. */
    public long found() {
        ByteBufAllocator.DEFAULT.directBuffer(16).release();
        return found.sum();
    }

    private final class Factory extends ResourceLeakDetectorFactory {

        @Override
        @Deprecated
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                Class<T> resource, int samplingInterval, long maxActive) {
            return new Detector<>(resource, samplingInterval);
        }

        @Override
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval) {
            return new Detector<>(resource, samplingInterval);
        }
    }

    private final class Detector<T> extends ResourceLeakDetector<T> {

        Detector(Class<?> resource, int samplingInterval) {
            super(resource, samplingInterval);
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
            found.increment();
            System.err.println("leak of a " + resourceType + records);
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
            found.increment();
            System.err.println("leak of a " + resourceType);
        }
    }
}
