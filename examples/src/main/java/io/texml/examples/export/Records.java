package io.texml.examples.export;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Counts the records that a file holds up to a length, so that a checkpoint is believed only if its file agrees. */
final class Records {

    /** No number of records: the length is not the end of one. */
    static final long TORN = -1;

    private static final int GZIP_HEADER = 10;
    private static final int GZIP_TRAILER = 8;

    private final boolean quoted;
    private long count;
    private boolean insideQuotes;
    private boolean atEnd = true;

    private Records(boolean quoted) {
        this.quoted = quoted;
    }

    /**
     * How many records end in this many bytes; {@link #TORN} when the last byte is not the end of one.
     *
     * @param gzip whether the file consists of gzip members as {@link FileOutput} writes them
     * @param quoted whether a line break between quotes is a part of a record
     */
    static long count(FileChannel file, long length, boolean gzip, boolean quoted) throws IOException {
        Records records = new Records(quoted);
        try {
            if (gzip) {
                records.readMembers(file, length);
            } else {
                records.read(new BufferedInputStream(new Range(file, 0, length), 64 * 1024));
            }
        } catch (EOFException | ZipException torn) {
            return TORN;
        }
        return records.atEnd ? records.count : TORN;
    }

    private void readMembers(FileChannel file, long length) throws IOException {
        long position = 0;
        while (position < length) {
            if (new Range(file, position, length).read() != 0x1F) {
                throw new ZipException("no member begins here");
            }
            Inflater inflater = new Inflater(true);
            try {
                read(new InflaterInputStream(new Range(file, position + GZIP_HEADER, length), inflater, 64 * 1024));
                position += GZIP_HEADER + inflater.getBytesRead() + GZIP_TRAILER;
            } finally {
                inflater.end();
            }
        }
        if (position > length) {
            throw new EOFException();
        }
    }

    private void read(InputStream in) throws IOException {
        byte[] bytes = new byte[64 * 1024];
        for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
            for (int i = 0; i < length; i++) {
                if (bytes[i] == '"') {
                    insideQuotes = quoted && !insideQuotes;
                }
                atEnd = bytes[i] == '\n' && !insideQuotes;
                if (atEnd) {
                    count++;
                }
            }
        }
    }

    /** The bytes of a file from a position to an end. */
    private static final class Range extends InputStream {

        private final FileChannel file;
        private final long end;
        private long position;

        Range(FileChannel file, long position, long end) {
            this.file = file;
            this.position = position;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int room = (int) Math.min(length, end - position);
            int read = room <= 0 ? -1 : file.read(ByteBuffer.wrap(bytes, offset, room), position);
            position += Math.max(0, read);
            return read;
        }
    }
}
