package io.texml.reactor.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.ReadTimeoutException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.netty.NettyPipeline;

class ResponseTimeoutTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();

    @BeforeEach
    void stopTheClock() {
        channel.freezeTime();
        channel.pipeline().addLast(NettyPipeline.ReactiveBridge, new ChannelInboundHandlerAdapter());
    }

    @AfterEach
    void release() {
        channel.releaseInbound();
        channel.close();
    }

    @Test
    void aServerThatSaysNothingEndsTheConnection() {
        await();
        pass(999);
        assertThat(channel.isOpen()).isTrue();

        pass(1);
        assertThat(channel.isOpen()).isFalse();
        assertThatThrownBy(channel::checkException).isInstanceOf(ReadTimeoutException.class);
    }

    @Test
    void everyReadBeginsTheTimeAnew() {
        await();
        for (int i = 0; i < 5; i++) {
            pass(900);
            channel.writeInbound(new DefaultHttpContent(Unpooled.EMPTY_BUFFER));
        }
        assertThat(channel.isOpen()).isTrue();

        pass(1_000);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void bytesThatMakeNoMessageYetCountAsWell() {
        await();
        pass(900);
        channel.pipeline().fireChannelReadComplete();
        pass(900);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aConnectionThatWaitsInThePoolIsLeftAlone() {
        await();
        pass(500);
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
        pass(100_000);

        assertThat(channel.isOpen()).isTrue();
        assertThatCode(channel::checkException).doesNotThrowAnyException();
    }

    @Test
    void theNextRequestHasItsWholeTime() {
        await();
        pass(900);
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
        await();
        pass(999);
        assertThat(channel.isOpen()).isTrue();

        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void manyRequestsShareOneHandlerAndOneTimer() {
        for (int i = 0; i < 1_000; i++) {
            await();
            channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
            channel.releaseInbound();
        }

        assertThat(channel.pipeline().names().stream().filter("texml.responseTimeout"::equals))
                .hasSize(1);
        pass(1_000);
        assertThat(channel.hasPendingTasks()).isFalse();
    }

    @Test
    void aClosedConnectionLeavesNoTimerBehind() {
        await();
        channel.close();
        channel.runPendingTasks();

        assertThat(channel.hasPendingTasks()).isFalse();
    }

    private void await() {
        ResponseTimeout.await(channel, TimeUnit.MILLISECONDS.toNanos(1_000), () -> channel.eventLoop()
                .ticker()
                .nanoTime());
    }

    private void pass(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }
}
