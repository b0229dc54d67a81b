package io.texml.examples.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import io.texml.examples.command.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CsvFormatTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void aRecordWhoseOnlyFieldIsEmptyIsNoEmptyLine() throws Exception {
        String csv = csv(
                List.of("answered_by"),
                false,
                "{\"sid\":\"a\",\"answered_by\":\"human\"}",
                "{\"sid\":\"b\",\"answered_by\":null}",
                "{\"sid\":\"c\"}",
                "{\"sid\":\"d\",\"answered_by\":\"\"}",
                "{\"sid\":\"e\",\"answered_by\":\"machine\"}");

        assertThat(csv).isEqualTo("answered_by\r\nhuman\r\n\"\"\r\n\"\"\r\n\"\"\r\nmachine\r\n");
        assertThat(CsvReader.builder().ofCsvRecord(csv).stream()).hasSize(6);
    }

    @Test
    void aNumberOfJsonStaysOneAndAWideEqualsSignIsAFormula() throws Exception {
        assertThat(csv(
                        List.of("sid", "price", "caller_name"),
                        false,
                        "{\"sid\":\"a\",\"price\":-7.5E-3,\"caller_name\":\"\uFF1D1+1\"}"))
                .isEqualTo("sid,price,caller_name\r\na,-7.5E-3,'\uFF1D1+1\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1+1",
                "-1+1",
                "@SUM(1)",
                "\t=1",
                "\tx",
                "\rx",
                "\n=1",
                " =1",
                "\u00A0=1",
                "\u200B=1",
                "\uFEFF=1",
                "\u202E=1",
                "\u0000=1",
                "\u001F=1",
                "\u0085=1",
                "\u2028=1",
                "\u3164=1",
                "\uFE0F=1",
                "\uFF1D1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF201",
                "\uFE66x",
                " \uFF1D1",
                ";=1",
                "; =1",
                "\"=1",
                "+",
                "-",
                "+1 312 555 1234"
            })
    void whatASpreadsheetCouldRunGetsAnApostrophe(String text) {
        assertThat(SpreadsheetText.safe(text)).startsWith("'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x;=1+1", "x;\t=1", "a\n=1", "a\r\n @x", "a\t-1+1", "x; \"=1", "+1312;=1"})
    void noCellBeginsWithAFormulaHoweverTheTextIsSplit(String text) {
        assertThat(Arrays.stream(SpreadsheetText.safe(text).split("[;\t\r\n]")))
                .allMatch(cell -> cell.isBlank() || cell.matches("(?s)['a-zA-Z].*|[+]1312"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+13125551234",
                "-0.0075",
                "12",
                "v3:a-b_c=d",
                "a=b",
                "https://example.com/?a=b",
                "Zo\u00EB",
                "a;b",
                "'=1",
                "{}",
                "\uD83D\uDE00",
                "Mon, 5"
            })
    void whatIsHarmlessStaysAsItIs(String text) {
        assertThat(SpreadsheetText.safe(text)).isEqualTo(text);
    }

    @Test
    void controlCharactersAndHalfCharactersAreReplaced() throws Exception {
        assertThat(SpreadsheetText.safe("a\u0000b\u007Fc\u0085d\uD800e\tf"))
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\tf");
        assertThat(csv(List.of("sid", "to"), false, "{\"sid\":\"a\u0001\",\"to\":\"\\u0000\"}"))
                .isEqualTo("sid,to\r\na\uFFFD,\uFFFD\r\n");
    }

    @Test
    void aNameInAnotherCharsetCostsItsLetterAndNotTheExport() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CsvFormat(Resource.CALLS, List.of("caller_name"), false)
                .writeItems(
                        List.of(ByteBuffer.wrap(
                                "{\"caller_name\":\"Zo\u00EB\"}".getBytes(StandardCharsets.ISO_8859_1))),
                        out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Zo\uFFFD\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "\"x\"", "[1]"})
    void anItemThatIsNoObjectIsNotAnEmptyRow(String item) {
        assertThatThrownBy(() -> new CsvFormat(Resource.CALLS, List.of("sid"), false)
                        .writeItems(
                                List.of(ByteBuffer.wrap(item.getBytes(StandardCharsets.UTF_8))),
                                new ByteArrayOutputStream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ndjson takes it as it is");
    }

    @Test
    void aLetterOfShiftJisThatEndsWithABackslashCostsItsLetterAndNotTheExport() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CsvFormat(Resource.CALLS, List.of("caller_name"), false)
                .writeItems(
                        List.of(ByteBuffer.wrap(
                                "{\"caller_name\":\"\u0095\\\u008E\u00A6\"}".getBytes(StandardCharsets.ISO_8859_1))),
                        out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\uFFFD\uFFFD\uFFFD\r\n");
    }

    @Test
    void aNameWhoseLastLetterEndsWithABackslashIsOneCellAndTakesNoOther() throws Exception {
        List<String> columns = List.of("caller_name", "from_name", "to");
        String item = "{\"caller_name\":\"\u0082\u00CD\u0083\\\",\"from_name\":\"\u00E9\\\"x\\\"\",\"to\":\"a\\\"b\"}";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvFormat csv = new CsvFormat(Resource.CALLS, columns, false);
        ByteBuffer bytes = ByteBuffer.wrap(item.getBytes(StandardCharsets.ISO_8859_1));
        csv.begin(List.of(bytes), out);
        csv.writeItems(List.of(bytes), out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("caller_name,from_name,to\r\n\uFFFD\u0343\uFFFD,\"\uFFFD\"\"x\"\"\",\"a\"\"b\"\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "\u00E9\u0093\u00AA\\, \u94EA\uFFFD",
        "\u0082\u00A0\\\\\u0095\\, \uFFFD\uFFFD\\\uFFFD\uFFFD",
        "\u0082\u00A0\\\\, \uFFFD\uFFFD\\"
    })
    void aLastLetterThatEndsWithABackslashIsKnownByWhatFollows(String sent, String read) throws Exception {
        String item = "{\"caller_name\":\"" + sent + "\",\"from_name\":\"\u0095\\\",\"to\":\"a\"}";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CsvFormat(Resource.CALLS, List.of("caller_name", "to"), false)
                .writeItems(List.of(ByteBuffer.wrap(item.getBytes(StandardCharsets.ISO_8859_1))), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(read + ",a\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Thu, 15 Jun 2023 09:56:45 +0000 | 2023-06-15T09:56:45Z",
                "Mon, 15 Jun 2023 09:56:45 +0000 | 2023-06-15T09:56:45Z",
                "15 Jun 2023 09:56:45 GMT        | 2023-06-15T09:56:45Z",
                "Thu, 15 Jun 2023 11:56:45 +0200 | 2023-06-15T09:56:45Z",
                "2023-06-15T09:56:45.250+00:00   | 2023-06-15T09:56:45.250Z",
                "2023-06-15T09:56:45Z            | 2023-06-15T09:56:45Z",
                "2023-06-15 09:56:45 UTC         | 2023-06-15T09:56:45Z",
                "2023-06-15T09:56:45-0500        | 2023-06-15T14:56:45Z",
                "Thu, 31 Feb 2023 09:56:45 +0000 | Thu, 31 Feb 2023 09:56:45 +0000",
                "2023-06-15                      | 2023-06-15",
                "2023-06-15T09:56:45             | 2023-06-15T09:56:45",
                "soon                            | soon"
            })
    void datesBecomeIso8601InUtcAndWhatIsNoneStays(String sent, String written) {
        assertThat(IsoDates.convert(sent)).isEqualTo(written);
    }

    @Test
    void onlyWhatMayBeADateIsConverted() throws Exception {
        String date = "Thu, 15 Jun 2023 09:56:45 +0000";
        String item = MAPPER.writeValueAsString(
                java.util.Map.of("start_time", date, "caller_name", date, "answered_at", date, "n", 1));
        assertThat(csv(List.of("start_time", "caller_name", "answered_at"), true, item)
                        .lines()
                        .skip(1))
                .containsExactly("2023-06-15T09:56:45Z,\"" + date + "\",2023-06-15T09:56:45Z");
        assertThat(csv(List.of("start_time"), false, item).lines().skip(1)).containsExactly("\"" + date + "\"");
    }

    @Test
    void aColumnThatIsNeitherDocumentedNorThereIsRefused() {
        CsvFormat csv = new CsvFormat(Resource.CALLS, List.of("sid", "satus", "n", "too"), false);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> csv.begin(List.of(item("{\"sid\":\"a\"}"), item("{\"n\":1}")), out))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("calls have no satus, too; they have sid, ");
        assertThat(out.size()).isZero();
    }

    private static String csv(List<String> columns, boolean isoDates, String... items) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvFormat csv = new CsvFormat(Resource.CALLS, columns, isoDates);
        csv.begin(List.of(), out);
        for (String item : items) {
            csv.writeItems(List.of(item(item)), out);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ByteBuffer item(String json) {
        return ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
    }
}
