package io.texml.examples.export;

import java.io.IOException;
import java.io.OutputStream;

/** Where the lines go. */
interface Output extends AutoCloseable {

    /** The stream to write lines to. */
    OutputStream stream();

    /** Gives all that was written to the system; how long it is by now, where a resumed export may begin. */
    long flush() throws IOException;

    /** Makes durable what the system was given. Any thread may do so, also while another one writes. */
    void force() throws IOException;

    /** All is written: the data takes its place. */
    void finish() throws IOException;

    /** Nothing was written and nothing will be: leaves no trace. */
    void discard() throws IOException;

    /** Leaves what was written where it is. */
    @Override
    void close() throws IOException;
}
