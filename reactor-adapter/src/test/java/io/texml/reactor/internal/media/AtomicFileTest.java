package io.texml.reactor.internal.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class AtomicFileTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private List<Path> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static Flux<ByteBuffer> chunks(int count) {
        return Flux.range(0, count).map(i -> ByteBuffer.wrap(new byte[1024]));
    }

    @Test
    void whatTheSourceFailsWithComesAfterThePartIsGone() {
        StepVerifier.create(AtomicFile.write(
                        chunks(3).concatWith(Flux.error(new IllegalStateException("broken"))),
                        directory.resolve("a.mp3")))
                .expectErrorSatisfies(failure -> {
                    assertThat(failure).hasMessage("broken");
                    assertThat(files()).isEmpty();
                })
                .verify(SOON);
    }

    @Test
    void everyFailureOfTheDiskIsUnchecked() throws IOException {
        Path taken = Files.createDirectories(directory.resolve("a.mp3").resolve("b"));

        StepVerifier.create(AtomicFile.write(chunks(1), taken.getParent()))
                .expectError(UncheckedIOException.class)
                .verify(SOON);
        Path noDirectory = Files.writeString(taken.resolve("file"), "taken");
        StepVerifier.create(AtomicFile.write(chunks(1), noDirectory.resolve("a.mp3")))
                .expectError(UncheckedIOException.class)
                .verify(SOON);

        assertThat(files()).containsExactly(taken.getParent());
    }

    @Test
    void aDirectoryIsRefusedBeforeAnythingIsFetched() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory);

        for (Path taken : List.of(directory, link, Path.of("/"), Path.of(""))) {
            StepVerifier.create(AtomicFile.write(Flux.error(new AssertionError("was asked")), taken))
                    .expectErrorSatisfies(failure -> assertThat(failure)
                            .isInstanceOf(UncheckedIOException.class)
                            .hasMessageContaining("is a directory; give the path of a file"))
                    .verify(SOON);
        }

        assertThat(files()).containsExactly(link);
    }

    @Test
    void aNameMayBeAsLongAsTheDiskAllows() {
        Path file = directory.resolve("n".repeat(251) + ".mp3");

        StepVerifier.create(AtomicFile.write(chunks(2), file)).expectNext(file).verifyComplete();

        assertThat(files()).containsExactly(file);
    }
}
