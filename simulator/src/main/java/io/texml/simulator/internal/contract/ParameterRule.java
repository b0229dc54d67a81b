package io.texml.simulator.internal.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the API allows for one parameter.
 *
 * @param nullable whether a JSON null may stand for no value
 * @param exception a number that is allowed although it is out of bounds
 * @param format {@code date}, {@code date-with-operator} or {@code uri}
 * @param tokens the words that a string of several words may hold
 * @param items type of an array's elements
 * @param properties the members of an object, or of the objects in an array
 */
public record ParameterRule(
        String name,
        ParameterType type,
        boolean required,
        boolean nullable,
        List<String> allowed,
        @Nullable Long minimum,
        @Nullable Long maximum,
        @Nullable Long exception,
        @Nullable Integer minimumLength,
        @Nullable Integer maximumLength,
        @Nullable String format,
        List<String> tokens,
        @Nullable String defaultValue,
        @Nullable ParameterType items,
        List<ParameterRule> properties) {

    /** Whether a value of this parameter has members or elements, so that a form cannot carry it. */
    public boolean structured() {
        return type == ParameterType.ARRAY || type == ParameterType.OBJECT;
    }
}
