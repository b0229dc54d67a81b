package io.texml.simulator.internal.contract;

/** The JSON types that parameters have. */
public enum ParameterType {
    STRING,
    INTEGER,
    /** A decimal number; a whole one is one as well. */
    NUMBER,
    BOOLEAN,
    ARRAY,
    OBJECT
}
