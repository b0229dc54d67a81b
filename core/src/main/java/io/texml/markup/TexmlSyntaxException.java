package io.texml.markup;

/**
 * A text that is no XML, or XML that is refused: a document type, or more than a bound allows. The message names the
 * place and quotes neither text nor values of the document.
 */
public final class TexmlSyntaxException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** From 1. */
    private final int line;
    /** From 1. */
    private final int column;
    /** Without the place. */
    private final String problem;

    TexmlSyntaxException(int line, int column, String problem) {
        super("Line " + line + ", column " + column + ": " + problem + ".");
        this.line = line;
        this.column = column;
        this.problem = problem;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column in the line, from 1. */
    public int column() {
        return column;
    }

    /** What is wrong and what to do, without the place and without a full stop. */
    public String problem() {
        return problem;
    }
}
