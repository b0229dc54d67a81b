package io.texml.examples.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** How items lie in a file. */
interface ItemFormat {

    /** What stands before the first item. */
    void writeHeader(OutputStream out) throws IOException;

    /** One item, line end included. */
    void writeItem(ByteBuffer item, OutputStream out) throws IOException;
}
