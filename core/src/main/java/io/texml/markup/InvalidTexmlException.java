package io.texml.markup;

import java.util.List;
import java.util.stream.Collectors;

/** A document that cannot be run as it is. The message names everything that is wrong beyond doubt. */
public final class InvalidTexmlException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    InvalidTexmlException(List<Finding> findings) {
        super(findings.stream()
                .map(finding -> finding.path() + ": " + finding.problem() + "; " + finding.advice())
                .collect(Collectors.joining(". ", "The document cannot be run as it is: ", ".")));
        this.findings = List.copyOf(findings);
    }

    /** What is wrong, each with {@link Severity#ERROR}. */
    public List<Finding> findings() {
        return findings;
    }
}
