package io.texml.examples.export;

import io.texml.examples.command.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** How items lie in a file. */
interface ItemFormat {

    /**
     * What stands before the first item.
     *
     * @param firstItems the first items that came; empty when there is none at all
     * @throws Refusal when they show that the format cannot hold what was asked for
     */
    void begin(List<ByteBuffer> firstItems, OutputStream out) throws IOException;

    /** Items one after the other, the line end of each included. */
    void writeItems(List<ByteBuffer> items, OutputStream out) throws IOException;
}
