package io.texml;

import java.util.List;

/**
 * A request that cannot be sent as it is. It is thrown where the request is built, names every problem at once and
 * quotes no value that could be a phone number or a secret.
 */
public final class RequestValidationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * Made by builders.
     *
     * @param subject what was being built, for example {@code CreateCall}
     * @param problems one sentence each, beginning with the parameter's name on the wire, without a full stop
     */
    public RequestValidationException(String subject, List<String> problems) {
        super(subject + " cannot be sent: " + String.join(". ", problems) + ".");
        this.problems = List.copyOf(problems);
    }

    /** One sentence per problem, each beginning with the parameter's name on the wire and without a full stop. */
    public List<String> problems() {
        return problems;
    }
}
