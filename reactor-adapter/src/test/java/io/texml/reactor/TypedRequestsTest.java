package io.texml.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.texml.RequestValidationException;
import io.texml.internal.wire.RequestEncoder;
import io.texml.operation.TexmlRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every typed request, whatever its parameters are. */
class TypedRequestsTest {

    private static final String CANARY = "+13125550147-hunter2-KEY0189abcd";
    private static final URI ADDRESS = URI.create("https://hooks.example.com/voice.xml");

    @ParameterizedTest
    @MethodSource("requests")
    void everyAddressHasToBeAWholeUrl(TexmlRequest<?> request) {
        for (Method setter : RequestFields.setters(request)) {
            Class<?> type = setter.getParameterTypes()[0];
            String generic = setter.getGenericParameterTypes()[0].getTypeName();
            if (generic.contains("java.net.URI")) {
                URI wrong = URI.create("mailto:ops@example.com");
                TexmlRequest.Builder<?> builder = RequestFields.toBuilder(request);
                RequestFields.set(builder, setter, type == URI.class ? wrong : List.of(ADDRESS, wrong));
                assertThatThrownBy(() -> RequestFields.build(builder))
                        .as(setter.getName())
                        .hasMessageContaining(RequestFields.wireName(request, setter) + " must be an absolute ");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void nullIsRefusedUnderTheNameOnTheWire(TexmlRequest<?> request) {
        for (Method setter : RequestFields.setters(request)) {
            Class<?> type = setter.getParameterTypes()[0];
            if (!type.isPrimitive()) {
                String name = RequestFields.wireName(request, setter);
                String problem = name + " must not be null; leave it out instead";
                TexmlRequest.Builder<?> builder = RequestFields.toBuilder(request);
                RequestFields.set(builder, setter, null);
                assertThat(RequestFields.problems(builder)).as(setter.getName()).containsExactly(problem);
                if (type == java.util.Collection.class) {
                    RequestFields.set(builder, setter, Collections.singletonList(null));
                    assertThat(RequestFields.problems(builder))
                            .as(setter.getName())
                            .containsExactly(problem);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestComesBackFromItsBuilderAsItWas(TexmlRequest<?> request) {
        TexmlRequest<?> full = RequestFields.filled(request, "text");
        TexmlRequest<?> same = RequestFields.filled(request, "text");
        TexmlRequest<?> copy = RequestFields.build(RequestFields.toBuilder(full));
        TexmlRequest<?> other =
                RequestFields.build(RequestFields.toBuilder(full).additionalParameter("Later", 1));

        assertThat(copy).isEqualTo(full).isEqualTo(same).hasSameHashCodeAs(full).isNotSameAs(full);
        assertThat(copy.parameters()).isEqualTo(full.parameters());
        assertThat(other).isNotEqualTo(full);
        assertThat(full.parameters()).doesNotContainKey("Later");
        assertThat(full.getClass()).isEqualTo(request.getClass());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestPrintsNamesAlone(TexmlRequest<?> request) {
        TexmlRequest<?> full = RequestFields.filled(request, CANARY);
        for (String name : full.operation().pathParameters()) {
            full = full.withPathValue(name, CANARY);
        }
        full = full.withParameter("Newer", CANARY);

        assertThat(full.parameters().toString()).contains(CANARY);
        assertSilent(full.toString());
        assertSilent(RequestEncoder.encode("", full, CANARY).toString());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRefusedRequestQuotesNothing(TexmlRequest<?> request) {
        String notAnAddress = "not an address " + CANARY + "x".repeat(200);
        TexmlRequest.Builder<?> builder = RequestFields.emptyBuilder(request);
        for (Method setter : RequestFields.setters(request)) {
            builder.additionalParameter(RequestFields.wireName(request, setter), notAnAddress);
        }
        Throwable refused = catchThrowable(() -> RequestFields.build(builder));

        if (refused != null) {
            assertThat(refused).isInstanceOf(RequestValidationException.class);
            assertSilent(trace(refused));
        }
    }

    static List<TexmlRequest<?>> requests() {
        return OperationCase.typedRequests();
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
