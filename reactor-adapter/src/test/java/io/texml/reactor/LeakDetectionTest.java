package io.texml.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** the detector watches every buffer of every test, and a leak fails the build. */
@DisplayName("a leaked buffer fails the build")
class LeakDetectionTest {

    @Test
    void everyBufferIsWatched() {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    }

    @Test
    void aLeakIsReportedAndFailsTheRun() {
        int before = LeakReports.reports().size();
        leak();

        // A leak is seen when the garbage collector has taken the buffer and the next one is made.
        for (int i = 0; i < 100 && LeakReports.reports().size() == before; i++) {
            System.gc();
            PooledByteBufAllocator.DEFAULT.directBuffer(1).release();
        }

        assertThat(LeakReports.reports()).hasSize(before + 1);
        assertThatThrownBy(LeakReports::failOnReports).hasMessageContaining("leaked");
        LeakReports.reports().removeIf(report -> report.contains("LeakDetectionTest.leak("));
        assertThat(LeakReports.reports()).hasSize(before);
    }

    private static void leak() {
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(16);
        buffer.touch("leaked on purpose");
    }
}
