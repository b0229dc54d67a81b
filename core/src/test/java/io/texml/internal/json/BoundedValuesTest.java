package io.texml.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.texml.applications.TexmlApplication;
import io.texml.calls.Call;
import io.texml.operation.Operation;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import io.texml.testing.Catalogue;
import io.texml.testing.Contract;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Few bytes cannot become many: a body has a bound of values, and what is empty is shared. */
class BoundedValuesTest {

    private static final int MOST = 500_000;
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int LARGEST_PAGE = 16 * MEBIBYTE;

    private static final ResponseType<Call> CALL = ResponseType.of(Call.class);
    private static final ResponseType<Page<Call>> CALLS = ResponseType.page("calls", Call.class);
    private static final ResponseType<Page<Own>> OWN_ITEMS = ResponseType.page("calls", Own.class);

    /** A type of an application, which databind binds. */
    public record Own(String sid, List<Object> numbers, Map<String, Object> others) {}

    /**
     * A body that is one part over and over.
     *
     * @param otherValues how many values stand round the parts
     */
    record Shape(
            String name,
            ResponseType<?> type,
            String head,
            IntFunction<String> part,
            String tail,
            int otherValues,
            int valuesOfPart) {

        InputStream of(int parts) {
            return new Repeated(head, part, tail, parts);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Shape> shapes() {
        return Stream.of(
                unknown("{}", 1),
                unknown("[]", 1),
                unknown("[0]", 2),
                unknown("{\"\":0}", 2),
                unknown("[[[]]]", 3),
                unknown("0", 1),
                unknown("0.1", 1),
                unknown("null", 1),
                unknown("\"\"", 1),
                unknown("\"a\"", 1),
                new Shape("an object's members", CALL, "{", i -> "\"k" + i + "\":0", "}", 1, 1),
                new Shape("an odd value of a member", CALL, "{\"sid\":[", i -> "{}", "]}", 2, 1),
                new Shape("members of a member", CALL, "{\"later\":{", i -> "\"" + i + "\":\"\"", "}}", 2, 1),
                new Shape("members of an envelope", CALLS, "{\"calls\":[],", i -> "\"" + i + "\":0", "}", 0, 1),
                item(CALLS, "{}", 1),
                item(CALLS, "{\"\":0}", 2),
                item(CALLS, "{\"sid\":\"a\"}", 1),
                item(CALLS, "{\"sid\":{}}", 2),
                item(CALLS, "0", 1),
                item(CALLS, "[]", 1),
                item(CALLS.withRawItems(), "{}", 1),
                item(CALLS.withRawItems(), "0", 1),
                item(CALLS.withRawItems(), "[0,0,0]", 1),
                item(OWN_ITEMS, "{}", 1),
                item(OWN_ITEMS, "{\"numbers\":[]}", 2),
                new Shape(
                        "records of a record",
                        ResponseType.numberedPage(TexmlApplication.class),
                        "{\"meta\":{\"page_number\":1,\"total_pages\":1},\"data\":[",
                        i -> "{\"inbound\":{},\"outbound\":{}}",
                        "]}",
                        3,
                        3));
    }

    private static Shape unknown(String item, int values) {
        return new Shape("unknown " + item, CALL, "{\"later\":[", i -> item, "]}", 2, values);
    }

    private static Shape item(ResponseType<?> type, String item, int values) {
        return new Shape(
                "an item of " + type.type().getSimpleName() + " " + item,
                type,
                "{\"calls\":[",
                i -> item,
                "]}",
                0,
                values);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void oneValueMoreThanTheBoundIsRefused(Shape shape) {
        int most = (MOST - shape.otherValues()) / shape.valuesOfPart();

        assertThat(decode(shape.type(), shape.of(most))).isNotNull();
        assertThatThrownBy(() -> decode(shape.type(), shape.of(most + 1)))
                .isInstanceOfSatisfying(MalformedBodyException.class, refused -> assertThat(refused.isTooLarge())
                        .isTrue())
                .hasMessage("the body has more than 500,000 values; ask for smaller pages");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void sixtyMegabytesEndAtTheBound(Shape shape) {
        InputStream body = shape.of(60_000_000 / (shape.part().apply(0).length() + 1));

        long allocated = allocatedBy(
                () -> assertThatThrownBy(() -> decode(shape.type(), body)).isInstanceOf(MalformedBodyException.class));

        // With all that is garbage at once, of which Jackson makes a kilobyte for each value that it reads.
        assertThat(allocated).isLessThan(640L * MEBIBYTE);
    }

    @Test
    void twelveMegabytesOfEmptyObjectsCostTheirPlacesInAList() {
        Shape shape = unknown("{}", 1);
        allocatedBy(() -> decode(CALL, shape.of(10)));

        long allocated = allocatedBy(() ->
                assertThatThrownBy(() -> decode(CALL, shape.of(4_000_000))).isInstanceOf(MalformedBodyException.class));

        assertThat(allocated).isLessThan(12L * MEBIBYTE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"calls\"",
                "{\"calls\":",
                "{\"calls\":[",
                "{\"calls\":[{\"sid\":",
                "{\"calls\":[{\"sid\":\"a\"",
                "{\"calls\":[{\"sid\":\"a\",",
                "{\"calls\":[{\"later\":1",
                "{\"calls\":[{}",
                "{\"calls\":[{},",
                "{\"calls\":[],\"later\" :",
                "{\"calls\":[]}"
            })
    void whiteSpaceIsNotKept(String head) {
        InputStream body = new SequenceInputStream(
                new ByteArrayInputStream(head.getBytes(StandardCharsets.UTF_8)), new Spaces(12_000_000));

        long allocated = allocatedBy(() -> {
            try {
                assertThat(decode(CALLS, body)).isNotNull();
            } catch (MalformedBodyException cutOff) {
                assertThat(head).doesNotEndWith("]}");
            }
        });

        assertThat(allocated).isLessThan(MEBIBYTE);
    }

    @Test
    void whatIsEmptyIsShared() {
        Page<Call> page = Objects.requireNonNull(decode(
                CALLS,
                new Repeated(
                        "{\"empty\":[[],{},[],{}],\"calls\":[",
                        i -> i < 2 ? "{}" : "{\"sid\":\"a\",\"from\":null}",
                        "]}",
                        4)));
        List<?> empty = (List<?>) page.additionalProperties().get("empty");

        assertThat(empty.get(0)).isEqualTo(List.of()).isSameAs(empty.get(2));
        assertThat(empty.get(1)).isEqualTo(Map.of()).isSameAs(empty.get(3));
        assertThat(page.items().get(0)).isSameAs(page.items().get(1));
        assertThat(page.items().get(2).additionalProperties())
                .isSameAs(page.items().get(3).additionalProperties())
                .isSameAs(page.items().get(0).additionalProperties());
        assertThat(page.items().get(0).sid()).isNull();
    }

    @Test
    void whatIsEmptyIsAsUnmodifiableAsTheRest() {
        Call call = Objects.requireNonNull(decode(CALL, new Repeated("{\"list\":[],\"map\":{}", i -> "", "}", 0)));
        @SuppressWarnings("unchecked")
        List<Object> list = (List<Object>) call.additionalProperties().get("list");
        @SuppressWarnings("unchecked")
        Map<String, Object> map =
                (Map<String, Object>) call.additionalProperties().get("map");

        assertThatThrownBy(() -> list.add(1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.put("a", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(map.get(null)).isNull();
        assertThat(list.contains(null)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void thePagesThatAreRealAreFarBelowTheBound(Operation<?> operation) {
        ResponseType<?> type = operation.responseType();
        Map<String, Object> page = new LinkedHashMap<>();
        Contract.sampleMembers(Contract.text(Contract.operation(operation.id()), "response"))
                .forEach((name, value) -> page.put(String.valueOf(name), value));
        Object item = ((List<?>) Objects.requireNonNull(page.remove(type.arrayName()))).get(0);
        Map<String, Object> grown = new LinkedHashMap<>();
        ((Map<?, ?>) item).forEach((name, value) -> grown.put(String.valueOf(name), value));
        grown.put("a_later_member", "text");
        grown.put("another", 7);
        String text = JsonMapper.shared().writeValueAsString(grown);
        String head =
                JsonMapper.shared().writeValueAsString(page).replaceFirst("\\}$", ",\"" + type.arrayName() + "\":[");
        int items = (LARGEST_PAGE - head.length() - 2) / (text.length() + 1);

        assertThat(items).isGreaterThan(10_000);
        for (ResponseType<?> each :
                List.of(type, type.withRawItems(), ResponseType.page(type.arrayName(), Map.class))) {
            Page<?> read = (Page<?>) decode(each, new Repeated(head, i -> text, "]}", items));
            assertThat(Objects.requireNonNull(read).items()).hasSize(items);
        }
    }

    static Stream<Operation<?>> lists() {
        return Catalogue.operations().stream()
                .filter(operation -> operation.responseType().isPage());
    }

    @Test
    void aTypeOfAnApplicationIsBoundByWhatTheParserSees() {
        ResponseType<Own> own = ResponseType.of(Own.class);
        for (String item : List.of("0", "[]", "{}", "0.1", "\"a\"")) {
            Shape shape = new Shape(item, own, "{\"sid\":\"a\",\"numbers\":[", i -> item, "]}", 0, 1);
            assertThat(Objects.requireNonNull((Own) decode(own, shape.of(MOST))).numbers())
                    .hasSize(MOST);
            assertThatThrownBy(() -> decode(own, shape.of(4 * MOST)))
                    .as(item)
                    .hasMessage("the body has more than 500,000 values; ask for smaller pages");
        }
        Shape items = item(OWN_ITEMS, "{\"numbers\":[" + "0,".repeat(99_999) + "0]}", 25_002);
        assertThat(decode(OWN_ITEMS, items.of(19))).isNotNull();
        assertThatThrownBy(() -> decode(OWN_ITEMS, items.of(20)))
                .hasMessage("the body has more than 500,000 values; ask for smaller pages");
    }

    @Test
    void theBodyOfAnErrorIsReadWithinItsBytes() {
        byte[] body =
                ("{\"errors\":[" + "{},".repeat(21_000) + "{\"detail\":\"last\"}]}").getBytes(StandardCharsets.UTF_8);

        assertThat(ErrorReader.read(body)).hasSize(21_001).last().satisfies(last -> assertThat(last.detail())
                .isEqualTo("last"));
        byte[] tooMany = ("{\"errors\":[" + "{},".repeat(MOST) + "{}]}").getBytes(StandardCharsets.UTF_8);
        assertThat(ErrorReader.read(tooMany)).isEmpty();
    }

    private static long allocatedBy(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static <R> R decode(ResponseType<R> type, InputStream body) {
        return ResponseDecoder.decode(type, body, "/v2/x");
    }

    private static final class Spaces extends InputStream {

        private int left;

        Spaces(int count) {
            this.left = count;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int count = Math.min(left, length);
            Arrays.fill(into, offset, offset + count, (byte) ' ');
            left -= count;
            return count == 0 ? -1 : count;
        }
    }

    /** A body that is never whole in memory: parts with commas between them. */
    private static final class Repeated extends InputStream {

        private static final int AT_ONCE = 1_000;

        private final IntFunction<String> part;
        private final String tail;
        private final int parts;
        private byte @Nullable [] sameBlock;
        private int given;
        private byte[] piece;
        private int at;

        Repeated(String head, IntFunction<String> part, String tail, int parts) {
            this.part = part;
            this.tail = tail;
            this.parts = parts;
            this.piece = head.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int available() {
            return 64 * 1024;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (at == piece.length && !fill()) {
                return -1;
            }
            int count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, offset, count);
            at += count;
            return count;
        }

        private boolean fill() {
            if (given > parts) {
                return false;
            }
            if (parts - given > AT_ONCE) {
                boolean same = part.apply(0).equals(part.apply(1));
                byte[] block = same && sameBlock != null ? sameBlock : block(given);
                sameBlock = same ? block : null;
                piece = block;
                given += AT_ONCE;
            } else {
                StringBuilder last = new StringBuilder();
                for (; given < parts; given++) {
                    last.append(part.apply(given)).append(given + 1 < parts ? "," : "");
                }
                piece = last.append(tail).toString().getBytes(StandardCharsets.UTF_8);
                given++;
            }
            at = 0;
            return true;
        }

        private byte[] block(int from) {
            StringBuilder text = new StringBuilder();
            for (int i = from; i < from + AT_ONCE; i++) {
                text.append(part.apply(i)).append(',');
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
