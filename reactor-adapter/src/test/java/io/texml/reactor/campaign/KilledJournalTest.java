package io.texml.reactor.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.reactor.internal.file.ProcessLock;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes, really killed. */
class KilledJournalTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final List<Process> children = new ArrayList<>();
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("campaign.journal");
    }

    @AfterEach
    void end() {
        children.forEach(Process::destroyForcibly);
    }

    private Process start(String heap, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                JournalProcess.class.getName(),
                file.toString()));
        command.addAll(List.of(arguments));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        children.add(child);
        return child;
    }

    private String output(Process child) throws Exception {
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    @Test
    @DisplayName("a second process is refused while the journal is open, also after others of this process were")
    void secondProcessIsRefused() throws Exception {
        DialJournal journal = DialJournal.file(file);
        journal.open().block(SOON);
        try {
            DialJournal.file(file).open().block(SOON);
        } catch (DialJournalException refused) {
            assertThat(refused).hasMessageContaining("another campaign has it open");
        }
        assertThat(isLockedForAnotherClassLoader()).isTrue();
        byte[] before = Files.readAllBytes(file);

        assertThat(output(start("64m", "open"))).startsWith("refused").contains("another campaign has it open");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        journal.close().block(SOON);
        assertThat(output(start("64m", "open"))).startsWith("opened");
    }

    /** As an application that was deployed twice in one server. */
    private boolean isLockedForAnotherClassLoader() throws Exception {
        List<URL> paths = new ArrayList<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            paths.add(Path.of(path).toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(paths.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            Method tryLock = loader.loadClass(ProcessLock.class.getName()).getMethod("tryLock", Path.class);
            for (int i = 0; i < 3; i++) {
                if (tryLock.invoke(null, directory.resolve("campaign.journal.lock")) != null) {
                    return false;
                }
            }
            return true;
        }
    }

    @Test
    @DisplayName("what a process said was safe is there after it was killed, and nothing keeps the next one away")
    void killed() throws Exception {
        Random random = new Random(9);
        int safeOverall = 0;
        for (int kill = 0; kill < 5; kill++) {
            Files.deleteIfExists(file);
            Process child = start("64m", "intend");
            List<Integer> safe = new ArrayList<>();
            int killAfter = random.nextInt(2_000);
            try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    // The last one may be cut off.
                    if (line.matches("safe \\d+")) {
                        safe.add(Integer.valueOf(line.substring(5)));
                    }
                    if (safe.size() == killAfter + 1) {
                        // The process's own way would close the pipe, and lose what it has said.
                        child.toHandle().destroyForcibly();
                    }
                }
            }
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();

            DialJournal journal = DialJournal.file(file);
            journal.open().block(SOON);
            for (int number : safe) {
                ContactHistory history = journal.claim("key-" + number).block(SOON);
                assertThat(history).isEqualTo(ContactHistory.NEW.intended(JournalProcess.intent(number)));
            }
            journal.close().block(SOON);
            safeOverall += safe.size();
        }
        assertThat(safeOverall).isGreaterThan(100);
    }

    /** {@code -Djournal.contacts=2000000 -Djournal.heap=128m} on demand. */
    @Test
    @DisplayName("the contacts of a large campaign fit in a small heap")
    void fitsInSmallHeap() throws Exception {
        String contacts = System.getProperty("journal.contacts", "100000");
        String heap = System.getProperty("journal.heap", "16m");
        assertThat(output(start("256m", "write", contacts))).isEmpty();

        assertThat(output(start(heap, "read", contacts))).contains("finished " + contacts);
    }
}
