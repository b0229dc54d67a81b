/** How the TeXML API is called: Mono and Flux over one Reactor Netty connection pool. */
module io.texml.reactor {
    requires transitive io.texml;
    requires transitive reactor.core;
    requires transitive reactor.netty.http;
    requires transitive org.reactivestreams;
    requires reactor.netty.core;
    requires io.netty.buffer;
    requires io.netty.codec.http;
    requires io.netty.handler;
    requires io.netty.transport;
    requires org.slf4j;
    requires static micrometer.commons;
    requires static micrometer.observation;
    requires static micrometer.core;

    exports io.texml.reactor;
    exports io.texml.reactor.micrometer;
}
