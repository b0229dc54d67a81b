package io.texml.reactor;

import io.texml.RequestOptions;
import io.texml.RequestValidationException;
import io.texml.operation.TexmlRequest;
import io.texml.recordings.ListRecordings;
import io.texml.recordings.Recording;
import io.texml.recordings.RecordingOperations;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The recordings of an account, and their media. */
public final class RecordingsClient {

    private final TexmlClient client;

    RecordingsClient(TexmlClient client) {
        this.client = client;
    }

    /** Fetches a recording, with a fresh link to its media: such links live for about ten minutes. */
    public Mono<Recording> get(String recordingSid) {
        return client.execute(at(recordingSid, TexmlRequest.of(RecordingOperations.GET)));
    }

    /** Deletes a recording. Safe to repeat; a second deletion may find none. */
    public Mono<Void> delete(String recordingSid) {
        return client.execute(at(recordingSid, TexmlRequest.of(RecordingOperations.DELETE)));
    }

    /** All recordings, in the server's order. */
    public PagedFlux<Recording> list() {
        return list(ListRecordings.builder().build());
    }

    /** The recordings that a query selects, in the server's order. */
    public PagedFlux<Recording> list(ListRecordings query) {
        return client.list(query);
    }

    /** The media of a recording; see {@link #download(URI)}. Fails when the recording has no media URL (yet). */
    public Flux<ByteBuffer> download(Recording recording) {
        return client.media().download(() -> mediaUrl(recording), client.mediaLimits());
    }

    /**
     * The bytes behind a media URL, as they arrive and as fast as they are asked for. The API key is not sent there and
     * redirects are not followed. A stream that breaks fails and is not begun again: its first bytes are delivered. As many
     * downloads run at a time as the client has connections; the others wait for their turn. The media is asked for as it is;
     * a host that compresses it all the same is refused with a {@code DecodingException}.
     *
     * <p>{@link RequestOptions.Builder#downloadTimeout} and {@link RequestOptions.Builder#maxDownloadBytes} bound its time and
     * its length.
     *
     * @param mediaUrl the absolute http(s) URL of a recording's media. It is asked for byte for byte, but what must not stand
     *     in a URL is percent-encoded. The host's name may have underscores; a user name or password is refused with a
     *     {@link io.texml.RequestValidationException}
     */
    public Flux<ByteBuffer> download(URI mediaUrl) {
        return client.media().download(() -> mediaUrl, client.mediaLimits());
    }

    /** The media of a recording into a file; see {@link #download(URI, Path)}. */
    public Mono<Path> download(Recording recording, Path file) {
        return client.media().download(() -> mediaUrl(recording), file, client.mediaLimits());
    }

    /**
     * The bytes behind a media URL into a file, as {@link #download(URI)} fetches them. They are written beside it under
     * another name, forced to the disk, and the finished file takes the final name in one step, in place of one that is there.
     * Whatever ends the download early, a partial file is never left. Directories that are missing are made, before anything
     * is fetched. A disk that fails or is full ends it with {@link UncheckedIOException}.
     *
     * @return the file, when it is complete
     */
    public Mono<Path> download(URI mediaUrl, Path file) {
        return client.media().download(() -> mediaUrl, file, client.mediaLimits());
    }

    /**
     * The media of a recording into a file, however often the connection breaks. The link is fetched just before it is
     * used, as links live about ten minutes. After a break the download goes on where it stopped when the host vouches for the
     * file with a strong {@code ETag}; otherwise, and when the media changed, it is fetched from the beginning. The length
     * is compared with what the host announced.
     *
     * <p>What may pass is tried again: breaks, 5xx, 429, 416, 408, and the 400, 401, 403, 404 and 410 of links that are too
     * old or too new. The host's {@code Retry-After} is waited for unless it is longer than {@code totalTimeout}. After five
     * tries in a row that did not get further than any before, or fifty in all that began anew or brought less than a
     * hundredth of the media, the last failure is told, with the earlier ones as its suppressed exceptions.
     * {@link RequestOptions.Builder#downloadTimeout} bounds all of it.
     *
     * <p>The API key is not sent to the media's host. The file is written as {@link #download(URI, Path)} does.
     *
     * @return what a manifest needs, when the file is complete
     */
    public Mono<MediaFile> save(String recordingSid, Path file) {
        Mono<URI> links = Mono.defer(() -> get(recordingSid)).map(RecordingsClient::mediaUrl);
        return client.media()
                .save(links, file, client.mediaLimits())
                .map(saved -> new MediaFile(recordingSid, saved.file(), saved.bytes(), saved.sha256()));
    }

    private static URI mediaUrl(Recording recording) {
        URI mediaUrl = recording.mediaUrl();
        if (mediaUrl != null) {
            return mediaUrl;
        }
        boolean isThere = recording.additionalProperties().get("media_url") != null;
        throw new RequestValidationException(
                "the download",
                List.of(
                        isThere
                                ? "media_url is no URL; it must be an absolute http or https URL, see"
                                        + " additionalProperties() for what the server sent"
                                : "media_url is missing; fetch the recording again when it is completed"));
    }

    private static <R> TexmlRequest<R> at(String recordingSid, TexmlRequest<R> request) {
        return request.withPathValue("recording_sid", recordingSid);
    }
}
