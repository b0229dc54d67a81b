package io.texml.examples;

import io.texml.reactor.TexmlClient;
import java.nio.file.Path;
import reactor.core.publisher.Mono;

/** Fetches the audio of a recording into a file. */
public final class DownloadRecording {

    private DownloadRecording() {}

    /** Downloads: {@code DownloadRecording RECORDING_SID FILE}. */
    public static void main(String[] arguments) {
        try (TexmlClient client = TexmlClient.create()) {
            System.out.println(
                    download(client, arguments[0], Path.of(arguments[1])).block());
        }
    }

    static Mono<Path> download(TexmlClient client, String recordingSid, Path file) {
        return client.recordings().get(recordingSid).flatMap(recording -> client.recordings()
                .download(recording, file));
    }
}
