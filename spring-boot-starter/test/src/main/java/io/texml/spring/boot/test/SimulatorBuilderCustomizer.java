package io.texml.spring.boot.test;

import io.texml.simulator.SimulatorBuilder;

/** Sets what {@link AutoConfigureTexmlSimulator} has no attribute for. */
@FunctionalInterface
public interface SimulatorBuilderCustomizer {

    /** Changes the settings of a simulator that is about to start. */
    void customize(SimulatorBuilder builder);
}
