package io.texml.examples.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CampaignCommandTest {

    private static final Path PAGE = Path.of("..", "docs", "campaigns.md");

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void contactsAreDialledInTheSimulatorAndAgainAfterBusy() throws IOException {
        Path contacts = contacts("key,to\nann,+16465550105\nbob,+16465550100\ncid,+16465550101\ndan,+16465550103\n");

        int exit = run(contacts, "--redial", "busy=3x10m");

        assertThat(exit).as(told()).isZero();
        assertThat(Files.readAllLines(results()).stream().map(CampaignCommandTest::start))
                .hasSize(5)
                .contains(
                        "2,ann,+16465550105,completed,true,1",
                        "3,bob,+16465550100,completed,true,2",
                        "4,cid,+16465550101,no-answer,true,1",
                        "5,dan,+16465550103,failed,true,1");
        assertThat(told()).contains("Done: 4 contacts");
    }

    @Test
    void machinesAreToldFromPeople() throws IOException {
        int exit = run(contacts("to\n+16465550102\n"), "--machine");

        assertThat(exit).as(told()).isZero();
        assertThat(Files.readString(results())).contains(",machine,true,1,");
    }

    @Test
    void theSameCommandAgainDialsNobodyAndTellsTheSame() throws IOException {
        Path contacts = contacts("to\n+16465550105\n+16465550106\n");
        run(contacts);
        String first = Files.readString(results());
        Files.delete(results());

        int exit = run(contacts);

        assertThat(exit).as(told()).isZero();
        assertThat(told())
                .contains("0 dials in this run")
                .contains("2 contacts of them were done with by earlier runs");
        assertThat(Files.readAllLines(results()))
                .containsExactlyInAnyOrderElementsOf(first.lines().toList());
    }

    @Test
    void rowsThatCannotBeDialledAreToldByTheirLinesAndNobodyIsDialled() throws IOException {
        Path contacts = contacts("to,zone\n+16465550105,Europe/Berlin\n0646SECRET,\n+16465550106,Mars/Base\n");

        int exit = run(contacts);

        assertThat(exit).isEqualTo(2);
        assertThat(told())
                .contains("2 rows that cannot be dialled")
                .contains("line 3: 'to' is no number")
                .contains("line 4: 'zone' is not a zone")
                .doesNotContain("SECRET", "Mars");
        assertThat(results()).doesNotExist();
    }

    @Test
    void aFileThatIsNoCsvIsRefusedWithoutWhatStandsInIt() throws IOException {
        assertThat(run(contacts("to,key\n+16465550105,a\n+16465559999,b,SECRET\n")))
                .isEqualTo(2);

        assertThat(told()).contains("is not CSV").doesNotContain("SECRET", "9999");
    }

    @Test
    void aDryRunSaysWhatWouldBeDialledAndWritesNothing() throws IOException {
        Path contacts = contacts("to,name\n+16465550105,Ann\n");

        assertThat(run(contacts, "--dry-run", "--redial", "busy=3x10m")).isZero();

        assertThat(told()).contains("Would dial 1 contact", "after busy, at most 3 times", "1 column");
        assertThat(directory.toFile().list()).containsExactly("contacts.csv");
    }

    @Test
    void delaysAreFixedOrGrow() {
        assertThat(RedialRule.parse("busy=3x10m").longest()).hasMinutes(10);
        RedialRule grows = RedialRule.parse("no-answer=4x30m*2..4h");
        assertThat(grows.factor()).isEqualTo(2);
        assertThat(grows.longest()).hasHours(4);
    }

    @Test
    void wrongRulesAndHoursAreRefusedWithWhatToWrite() throws IOException {
        Path contacts = contacts("to\n+16465550105\n");

        assertThat(run(contacts, "--redial", "unknown=1x1m")).isEqualTo(2);
        assertThat(run(contacts, "--hours", "20:00-09:00")).isEqualTo(2);
        assertThat(run(contacts, "--hours", "09:00-20:00")).isEqualTo(2);

        assertThat(told())
                .contains("--redial must be OUTCOME=TIMESxDELAY", "--hours must be hours such as", "--zone needs one");
    }

    @Test
    void theGuideHasEveryExitCode() throws IOException {
        String page = Files.readString(PAGE).replace("`", "");
        List<String> codes = new CommandLine(new CampaignCommand(System.err))
                .getUsageMessage(CommandLine.Help.Ansi.OFF)
                .replaceAll("\n {3,}", " ")
                .lines()
                .dropWhile(line -> !line.startsWith("Exit codes"))
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .toList();
        assertThat(codes).hasSize(6).allSatisfy(code -> {
            String[] parts = code.strip().split(" +", 2);
            assertThat(page).contains("| " + parts[0] + " | " + parts[1] + " |");
        });
    }

    private Path contacts(String text) throws IOException {
        return Files.writeString(directory.resolve("contacts.csv"), text);
    }

    private Path results() {
        return directory.resolve("out.csv");
    }

    private int run(Path contacts, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                contacts.toString(),
                "--simulator",
                "--progress",
                "plain",
                "--results",
                results().toString()));
        arguments.addAll(List.of(more));
        PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
        return io.texml.examples.Programs.execute(
                new CommandLine(new CampaignCommand(err))
                        .setErr(new java.io.PrintWriter(err, true, StandardCharsets.UTF_8)),
                arguments.toArray(String[]::new));
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8);
    }

    private static String start(String row) {
        return String.join(",", List.of(row.split(",", -1)).subList(0, 6));
    }
}
