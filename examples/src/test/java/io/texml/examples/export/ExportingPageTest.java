package io.texml.examples.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page on exporting says of the program; its commands are run by {@link ExportingPageIT}. */
class ExportingPageTest {

    private static final Path PAGE = Path.of("..", "docs", "exporting.md");

    @Test
    void everyOptionAndExitCodeOnThePageIsOneOfTheProgram() throws Exception {
        String page = Files.readString(PAGE);
        String usage = ExportRun.usage();
        assertThat(Pattern.compile("--[a-z][a-z-]+").matcher(page).results().map(MatchResult::group))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(usage).contains(option));
        usage.lines()
                .dropWhile(line -> !line.startsWith("Exit codes"))
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .map(line -> line.strip().split(" +", 2))
                .forEach(code -> assertThat(page.replace("`", "")).contains("| " + code[0] + " | " + code[1] + " |"));
    }
}
