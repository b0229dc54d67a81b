package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallbackTarget;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes callbacks that are to be sent; runs under the platform's lock. */
public interface CallbackSink {

    /**
     * Sends a callback, if there is somebody to send it to.
     *
     * @param kind the kind's name in the journal, such as {@code call-completed}
     */
    void send(String kind, @Nullable CallbackTarget target, Call call, Map<String, String> fields);

    /**
     * Asks for instructions. This is tried once, and never lost, late or doubled.
     *
     * @param reader takes an answer with 2xx, null when there was none; runs under the platform's lock
     */
    void ask(
            String kind,
            CallbackTarget target,
            Call call,
            Map<String, String> fields,
            Consumer<@Nullable Document> reader);

    /** An answer that is to be read as a document. */
    final class Document {

        /** What is read of an answer, in bytes; a document that is longer is none. */
        public static final int LONGEST = 1024 * 1024;

        private final byte[] bytes;
        private final String mediaType;

        /** The body and what its header says of it, empty when it says nothing. */
        public Document(byte[] bytes, String mediaType) {
            this.bytes = bytes.clone();
            this.mediaType = mediaType;
        }

        /** The body. */
        public byte[] bytes() {
            return bytes.clone();
        }

        /** The media type with its parameters. */
        public String mediaType() {
            return mediaType;
        }

        @Override
        public String toString() {
            return "Document[" + bytes.length + " bytes]";
        }
    }
}
