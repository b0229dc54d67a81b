/** What several processes of one account share, on a Redis. */
module io.texml.redis {
    requires static org.jspecify;
    requires transitive io.texml.reactor;
    requires transitive lettuce.core;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires org.slf4j;

    exports io.texml.redis;
}
