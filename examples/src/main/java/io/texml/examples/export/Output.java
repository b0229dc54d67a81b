package io.texml.examples.export;

import java.io.IOException;
import java.io.OutputStream;

/** Where the lines go. */
interface Output extends AutoCloseable {

    /** The stream to write lines to. */
    OutputStream stream();

    /** Makes durable what was written; afterwards the length that a resumed export may begin at. */
    long sync() throws IOException;

    /** All is written: the data takes its place. */
    void finish() throws IOException;

    /** Nothing was written and nothing will be: leaves no trace. */
    void discard() throws IOException;

    /** Leaves what was written where it is. */
    @Override
    void close() throws IOException;
}
