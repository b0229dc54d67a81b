package io.texml.spring.boot.autoconfigure;

/** A property that does not fit. Its message names the property, what is wrong with it and what to do; never its value. */
public final class InvalidTexmlPropertyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The property. */
    private final String property;

    InvalidTexmlPropertyException(String property, String problem) {
        super(property + ": " + problem);
        this.property = property;
    }

    InvalidTexmlPropertyException(String property, RuntimeException problem) {
        super(property + ": " + problem.getMessage(), problem);
        this.property = property;
    }

    /** The property's name, such as {@code texml.pool.max-connections}. */
    public String property() {
        return property;
    }
}
