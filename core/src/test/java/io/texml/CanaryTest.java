package io.texml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.texml.calls.SipHeader;
import io.texml.internal.json.ResponseDecoder;
import io.texml.operation.Operation;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import io.texml.testing.Catalogue;
import io.texml.testing.Contract;
import io.texml.testing.OpenEnums;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No phone number, secret or text of a caller leaves through a {@code toString} or a message of an exception. */
class CanaryTest {

    private static final String CANARY = "+13125550147-hunter2-KEY0189abcd";

    /** Ids, states and sizes: the only components that a record may print. */
    private static final Set<String> PRINTED = Set.of(
            "sid",
            "callSid",
            "id",
            "status",
            "active",
            "currentSize",
            "maxSize",
            "channelLimit",
            "sipSubdomainReceiveSettings",
            "outboundVoiceProfileId");

    @ParameterizedTest
    @MethodSource("records")
    void aRecordPrintsIdsAndStatesAlone(Class<?> type) throws ReflectiveOperationException {
        Object record = filled(type);

        assertThat(record.toString()).startsWith(type.getSimpleName() + "[");
        for (RecordComponent component : type.getRecordComponents()) {
            if (!PRINTED.contains(component.getName())) {
                assertThat(record.toString())
                        .as(component.getName())
                        .doesNotContain("canary-" + component.getName() + "-")
                        .doesNotContain("hunter2");
            }
        }
    }

    @Test
    void whatCarriesAnswersPrintsNothingOfThem() {
        Page<String> page = new Page<>(
                List.of(CANARY), CANARY, CANARY, CANARY, CANARY, 1, 1, 1L, 1L, 1, 1L, Map.of(CANARY, CANARY));
        assertSilent(page.toString());
        assertSilent(new ApiResponse<>(200, Headers.of(Map.of("x-canary", CANARY)), 1, CANARY).toString());
        assertSilent(Headers.of(Map.of("x-canary", CANARY)).toString());
        assertSilent(new SipHeader("X-Customer", CANARY).toString());
        assertSilent(new ApiError(CANARY, CANARY, CANARY, CANARY, CANARY).toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 409, 422, 429, 500, 503})
    void anErrorOfTheApiQuotesNoBodyAndNoHeader(int status) {
        ExchangeDetails details = new ExchangeDetails(
                "calls.create", "/texml/Accounts/{account_sid}/Calls", "req-1", 1, Duration.ofSeconds(1), false);
        ApiException exception = ApiException.of(
                details,
                status,
                Headers.of(Map.of("authorization", CANARY)),
                List.of(new ApiError(CANARY, CANARY, CANARY, CANARY, CANARY)),
                CANARY);

        assertThat(exception.rawBody()).isEqualTo(CANARY);
        assertSilent(trace(exception));
        assertSilent(exception.errors().toString());
    }

    @Test
    void theOtherExceptionsQuoteNoHeader() {
        ExchangeDetails details = new ExchangeDetails("calls.list", "/x", null, 1, null, true);
        assertSilent(
                trace(new DecodingException("the body is cut off", details, 200, Headers.of(Map.of("a", CANARY)))));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyThatCannotBeReadIsNotQuoted(String body) {
        for (Operation<?> operation : Catalogue.operations()) {
            if (operation.responseType().kind() != ResponseType.Kind.EMPTY) {
                Throwable thrown = catchThrowable(() -> ResponseDecoder.decode(
                        operation.responseType(),
                        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                        "/" + CANARY));
                if (thrown != null) {
                    assertSilent(trace(thrown));
                }
            }
        }
    }

    static Set<Class<?>> records() {
        Set<Class<?>> records = new LinkedHashSet<>();
        for (Operation<?> operation : Catalogue.operations()) {
            if (operation.responseType().kind() != ResponseType.Kind.EMPTY) {
                add(records, operation.responseType().type());
            }
        }
        return records;
    }

    static List<String> bodies() {
        List<String> bodies = new ArrayList<>(List.of(
                CANARY,
                "<html>" + CANARY,
                "{\"" + CANARY + "\":",
                "{\"from\":\"" + CANARY + "\",}",
                "{\"calls\":[],\"next_page_uri\":{\"" + CANARY + "\":1}}",
                "{\"data\":[],\"meta\":\"" + CANARY + "\"}",
                "{\"from\":\"" + CANARY + "\"} " + CANARY));
        for (String schema : List.of("Call", "CallPage", "TexmlApplicationPage")) {
            String whole = new String(Contract.sample(schema), StandardCharsets.UTF_8).replace("+13125550147", CANARY);
            bodies.add(whole.substring(0, whole.length() * 2 / 3));
        }
        return bodies;
    }

    private static void add(Set<Class<?>> records, Class<?> record) {
        records.add(record);
        Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getType)
                .filter(ResponseRecord.class::isAssignableFrom)
                .forEach(nested -> add(records, nested));
    }

    private static Object filled(Class<?> record) throws ReflectiveOperationException {
        RecordComponent[] components = record.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType(), "canary-" + components[i].getName() + "-hunter2");
            if (PRINTED.contains(components[i].getName()) && types[i] == String.class) {
                values[i] = "an-id";
            }
        }
        return record.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object value(Type type, String text) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class ? List.of(text) : Map.of(text, text);
        }
        Class<?> plain = (Class<?>) type;
        if (OpenEnum.class.isAssignableFrom(plain)) {
            return OpenEnums.knownValues(plain).get(0);
        }
        if (plain.isRecord()) {
            return filled(plain);
        }
        return Map.<Class<?>, Object>of(
                        String.class,
                        text,
                        URI.class,
                        URI.create("https://media.example.com/" + text),
                        Boolean.class,
                        true,
                        Integer.class,
                        7,
                        Long.class,
                        7L,
                        BigDecimal.class,
                        BigDecimal.ONE,
                        Duration.class,
                        Duration.ofSeconds(7),
                        Instant.class,
                        Instant.EPOCH)
                .get(plain);
    }

    private static void assertSilent(String text) {
        assertThat(text).doesNotContain("5550147").doesNotContain("hunter2").doesNotContain("KEY0189");
    }

    private static String trace(Throwable thrown) {
        StringWriter out = new StringWriter();
        thrown.printStackTrace(new PrintWriter(out));
        return out.toString();
    }
}
