/** A stateful TeXML API on loopback, for tests, demonstrations and benchmarks. */
module io.texml.simulator {
    requires static org.jspecify;
    requires io.texml.contract;
    requires info.picocli;
    requires io.netty.buffer;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.transport;
    requires java.xml;
    requires org.reactivestreams;
    requires transitive reactor.core;
    requires reactor.netty.core;
    requires reactor.netty.http;
    requires tools.jackson.core;

    // Reactor Netty is an automatic module and cannot say that it needs these.
    requires io.netty.codec.http2;
    requires io.netty.handler.proxy;
    requires io.netty.resolver.dns;
    requires java.management;

    exports io.texml.simulator;
    exports io.texml.simulator.fault;
    exports io.texml.simulator.journal;
    exports io.texml.simulator.script;

    // One program, under two names.
    exports io.texml.simulator.program to
            io.texml.examples;

    opens io.texml.simulator.program to
            info.picocli;
}
