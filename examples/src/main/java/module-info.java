/** Small programs to copy from; the main job runs from here. */
module io.texml.examples {
    requires io.texml.reactor;
    requires io.texml.simulator;
    requires de.siegmar.fastcsv;
    requires info.picocli;
    requires static jakarta.servlet;
    requires jdk.unsupported;
    requires me.tongfei.progressbar;
    requires reactor.netty.core;
    requires tools.jackson.databind;

    // Own records that are read from answers need nothing but this.
    exports io.texml.examples;

    opens io.texml.examples to
            info.picocli;
    opens io.texml.examples.campaign to
            info.picocli;
    opens io.texml.examples.command to
            info.picocli;
    opens io.texml.examples.export to
            info.picocli;
    opens io.texml.examples.program to
            info.picocli;
}
