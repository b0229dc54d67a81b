package io.texml.examples.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the page on exporting says of DuckDB, tried with DuckDB. Its driver is 80 MB, so that it is there only with
 * {@code -Pparquet}; elsewhere the test says on the error stream that it is skipped.
 */
class ParquetTest {

    private static final Path PAGE = Path.of("..", "docs", "exporting.md");
    private static final boolean REQUIRED = Boolean.getBoolean("parquet.required");

    @TempDir
    private Path directory;

    @Test
    void theStatementsOfThePageKeepEveryItem() throws Exception {
        List<String> statements = Pattern.compile("^duckdb -c \"(.*)\"$", Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .map(statement -> statement.group(1))
                .toList();
        assertThat(statements).hasSize(2);
        try (Connection connection = duckDb();
                Statement statement = connection.createStatement()) {
            Path file = directory.resolve("calls.ndjson.gz");
            assertThat(ExportRun.run(System.err, "calls", "--simulator", "--quiet", "-o", file.toString()))
                    .isZero();

            for (String sql : statements) {
                statement.execute(sql.replace("'calls.", "'" + directory + "/calls."));
            }

            List<String> written = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT sid, status, epoch(start_time)::BIGINT, \"to\" FROM '"
                    + directory.resolve("calls.parquet") + "'")) {
                while (rows.next()) {
                    written.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3) + " "
                            + rows.getString(4));
                }
            }
            assertThat(written).hasSize(10_000).containsExactlyInAnyOrderElementsOf(items(file));
        }
    }

    private static List<String> items(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> {
                        JsonNode item = JsonMapper.shared().readTree(line);
                        JsonNode start = item.get("start_time");
                        return item.get("sid").asString() + " "
                                + item.get("status").asString() + " "
                                + (start == null || start.isNull()
                                        ? null
                                        : OffsetDateTime.parse(start.asString(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                                .toEpochSecond())
                                + " " + item.get("to").asString();
                    })
                    .toList();
        }
    }

    private static Connection duckDb() throws SQLException {
        try {
            return DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException noDriver) {
            if (REQUIRED) {
                throw noDriver;
            }
            System.err.println("ParquetTest: SKIPPED, DuckDB is there with -Pparquet only");
            assumeTrue(false, "no DuckDB without -Pparquet");
            throw noDriver;
        }
    }
}
