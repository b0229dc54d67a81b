/** A JUnit extension that gives tests a simulator and a client connected to it. */
module io.texml.simulator.junit {
    requires static org.jspecify;
    requires transitive io.texml.reactor;
    requires transitive io.texml.simulator;
    requires transitive org.junit.jupiter.api;

    exports io.texml.simulator.junit;
}
