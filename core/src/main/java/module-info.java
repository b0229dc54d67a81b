/** What the TeXML API is: operations, requests, models, errors and policies. No Reactor, no Netty, no I/O. */
module io.texml {
    requires transitive org.jspecify;
    requires transitive com.fasterxml.jackson.annotation;
    requires java.xml;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports io.texml;
    exports io.texml.operation;
    exports io.texml.calls;
    exports io.texml.conferences;
    exports io.texml.queues;
    exports io.texml.recordings;
    exports io.texml.transcriptions;
    exports io.texml.applications;
    exports io.texml.secrets;
    exports io.texml.aicalls;
    exports io.texml.callbacks;
    exports io.texml.markup;
    exports io.texml.policy;
    exports io.texml.internal to
            io.texml.reactor;
    exports io.texml.internal.json to
            io.texml.reactor;
    exports io.texml.internal.wire to
            io.texml.reactor;
}
