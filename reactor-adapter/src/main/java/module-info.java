/** How the TeXML API is called: Mono and Flux over one Reactor Netty connection pool. */
module io.texml.reactor {
    requires transitive io.texml;
    requires transitive reactor.core;
    requires transitive reactor.netty.http;
    requires transitive org.reactivestreams;
    requires reactor.netty.core;
    requires io.netty.common;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.handler;
    requires io.netty.transport;
    requires org.slf4j;
    // Where the native transport is there.
    requires static io.netty.transport.unix.common;
    requires static micrometer.commons;
    requires static micrometer.observation;
    requires static micrometer.core;

    // Reactor Netty is an automatic module and cannot say that it needs these.
    requires io.netty.codec.classes.quic;
    requires io.netty.codec.http2;
    requires io.netty.handler.proxy;
    requires io.netty.resolver.dns;
    requires java.management;

    exports io.texml.reactor;
    exports io.texml.reactor.callbacks;
    exports io.texml.reactor.campaign;
    exports io.texml.reactor.dialler;
    exports io.texml.reactor.export;
    exports io.texml.reactor.micrometer;
    exports io.texml.reactor.spi;
}
