package io.texml.reactor.internal.transport;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes what an answer's {@code Content-Encoding} says was done to its body. Some servers and proxies compress what nobody
 * asked them to.
 */
public final class ContentCoding {

    private static final int PIECE = 8 * 1024;
    private static final String NONE = "";

    private ContentCoding() {}

    /** The coding of a body in lower case, or an empty text when the body is as it is. */
    public static String of(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.CONTENT_ENCODING)) {
            return NONE;
        }
        return headers.getAll(HttpHeaderNames.CONTENT_ENCODING).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .filter(value -> !value.isEmpty() && !value.equals("identity"))
                .collect(Collectors.joining(","));
    }

    /**
     * A body as it was before it was coded, undone as it is read, so that one that grows without end is found out early.
     * What is wrong with it is a {@link CodedBodyException}.
     *
     * @param body knows how much of it is left, and can go back to a mark
     * @param maxBytes how long it may become
     */
    static InputStream decode(String coding, InputStream body, long maxBytes) {
        return coding.isEmpty() ? body : new Decoded(coding, body, maxBytes);
    }

    /** As much of a body as can be read, at most so many bytes; the body as it came when nothing of it can. */
    public static byte[] decodeBeginning(String coding, byte[] body, int mostBytes) {
        if (coding.isEmpty()) {
            return body;
        }
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (InputStream decoded = decode(coding, new ByteArrayInputStream(body), Long.MAX_VALUE)) {
            byte[] piece = new byte[PIECE];
            int length = 0;
            while (length >= 0 && read.size() < mostBytes) {
                read.write(piece, 0, length);
                length = decoded.read(piece, 0, Math.min(PIECE, mostBytes - read.size()));
            }
        } catch (IOException cutOff) {
            // What was read before it is worth having.
        }
        return read.size() == 0 ? body : read.toByteArray();
    }

    /** Opened with the first read: nobody needs the body of an answer that promises none. */
    private static final class Decoded extends InputStream {

        private final String coding;
        private final InputStream body;
        private final long maxBytes;
        private long length;
        private @Nullable InputStream decoded;

        Decoded(String coding, InputStream body, long maxBytes) {
            this.coding = coding;
            this.body = body;
            this.maxBytes = maxBytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int most) throws IOException {
            int read;
            try {
                read = opened().read(bytes, offset, most);
            } catch (CodedBodyException known) {
                throw known;
            } catch (IOException malformed) {
                throw new CodedBodyException("the body is no well-formed " + coding + ", or is cut off", false);
            }
            length += Math.max(0, read);
            if (length > maxBytes) {
                throw new CodedBodyException(tooLarge(maxBytes), true);
            }
            return read;
        }

        private InputStream opened() throws IOException {
            if (decoded == null) {
                decoded = open();
            }
            return decoded;
        }

        private InputStream open() throws IOException {
            if (body.available() == 0) {
                return body;
            }
            return switch (coding) {
                case "gzip", "x-gzip" -> new GZIPInputStream(body, PIECE);
                case "deflate" -> inflate(body);
                default ->
                    throw new CodedBodyException(
                            "its body came in a content coding that this client did not ask for and does not know",
                            true);
            };
        }

        /** How much is read at once is decided by it. */
        @Override
        public int available() {
            return PIECE;
        }

        @Override
        public boolean markSupported() {
            return body.markSupported();
        }

        /** Before the first read only. */
        @Override
        public synchronized void mark(int readLimit) {
            body.mark(readLimit);
        }

        @Override
        public synchronized void reset() throws IOException {
            close();
            body.reset();
            decoded = null;
            length = 0;
        }

        @Override
        public void close() throws IOException {
            if (decoded != null) {
                decoded.close();
            }
        }
    }

    /** By the standard it is the zlib format, but some send the bare deflate format. */
    private static InputStream inflate(InputStream body) throws IOException {
        body.mark(2);
        int first = body.read();
        int second = body.read();
        body.reset();
        boolean zlib = (first & 0x0F) == 8 && ((first << 8) | second) % 31 == 0;
        Inflater inflater = new Inflater(!zlib);
        return new InflaterInputStream(body, inflater, PIECE) {
            @Override
            public void close() throws IOException {
                inflater.end();
                super.close();
            }
        };
    }

    static String tooLarge(long maxBytes) {
        return "the body is larger than maxResponseBytes, " + maxBytes + "; ask for smaller pages";
    }

    /** A body that cannot be decoded; the message quotes nothing of it. */
    static final class CodedBodyException extends IOException {

        private static final long serialVersionUID = 1L;

        private final boolean lasting;

        CodedBodyException(String problem, boolean lasting) {
            super(problem);
            this.lasting = lasting;
        }

        /** Whether it would be the same the next time. */
        boolean isLasting() {
            return lasting;
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
