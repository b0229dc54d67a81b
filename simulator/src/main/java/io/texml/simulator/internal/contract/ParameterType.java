package io.texml.simulator.internal.contract;

/** The JSON types that parameters have. */
public enum ParameterType {
    STRING,
    INTEGER,
    BOOLEAN,
    ARRAY,
    OBJECT
}
