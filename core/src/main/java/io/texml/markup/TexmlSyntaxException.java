package io.texml.markup;

/**
 * A text that is no XML, or XML that is refused: a document type, or more than a bound allows. The message names the
 * place and quotes neither text nor values of the document.
 */
public final class TexmlSyntaxException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    TexmlSyntaxException(int line, int column, String problem) {
        super("Line " + line + ", column " + column + ": " + problem + ".");
        this.line = line;
        this.column = column;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column in the line, from 1. */
    public int column() {
        return column;
    }
}
