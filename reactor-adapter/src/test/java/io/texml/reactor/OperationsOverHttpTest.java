package io.texml.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ExchangeObserver;
import io.texml.ResponseRecord;
import io.texml.operation.Operation;
import io.texml.testing.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

/** Every operation of the catalogue, from its facade's method to the bytes on the wire and back. */
class OperationsOverHttpTest {

    @RegisterExtension
    final StrictApi api = new StrictApi();

    static Stream<OperationCase<?>> cases() {
        return Stream.of(CallCases.all(), ConferenceCases.all(), AccountCases.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    <T> void sendsExactlyWhatIsDocumentedAndReadsTheSample(OperationCase<T> row) {
        List<String> succeeded = new CopyOnWriteArrayList<>();
        TexmlClient client = api.client(builder -> builder.observer(new ExchangeObserver() {
            @Override
            public void onSuccess(String operationId, int status, int attempts, Duration elapsed) {
                succeeded.add(operationId + " " + status + " " + attempts);
            }
        }));
        MockResponse.Builder answer = row.answer() == null
                ? new MockResponse.Builder().code(row.status())
                : StrictApi.json(row.status(), row.answer());
        api.expect(row.requestLine(), answer);

        List<T> answers = Flux.<T>from(row.call().apply(client)).collectList().block(Duration.ofSeconds(10));

        RecordedRequest request = api.received();
        assertThat(request.getHeaders().values("authorization")).containsExactly("Bearer " + StrictApi.KEY);
        assertThat(request.getHeaders().values("accept")).containsExactly("application/json");
        assertThat(request.getHeaders().values("user-agent")).containsExactly("texml-reactor/dev");
        assertThat(request.getHeaders().get("content-type")).isEqualTo(row.mediaType());
        assertThat(request.getHeaders().get("transfer-encoding")).isNull();
        assertThat(request.getBodySize())
                .isEqualTo(row.body() == null ? 0 : row.body().length());
        if (row.body() != null) {
            assertThat(request.getBody().utf8()).isEqualTo(row.body());
            assertThat(request.getHeaders().get("content-length"))
                    .isEqualTo(String.valueOf(row.body().length()));
        }
        assertThat(succeeded).containsExactly(row.operation().id() + " " + row.status() + " 1");
        if (row.check() == null) {
            assertThat(answers).isEmpty();
        } else {
            assertThat(answers).hasSize(1);
            row.check().accept(answers.get(0));
            assertThat(((ResponseRecord) answers.get(0)).additionalProperties()).isEmpty();
        }
    }

    @Test
    void theTableHasEveryOperationOfTheCatalogue() {
        List<Operation<?>> reached =
                cases().<Operation<?>>map(OperationCase::operation).toList();

        assertThat(reached).containsExactlyInAnyOrderElementsOf(Catalogue.operations());
    }

    @Test
    void everyRequestLineFitsItsOperation() {
        assertThat(cases()).allSatisfy(row -> {
            String template = row.operation().pathTemplate().replaceAll("\\{[a-z_]+}", "[^/?]+");
            assertThat(row.requestLine())
                    .matches(row.operation().method() + " /v2" + template.replace(".json", "\\.json") + "(\\?.*)?");
        });
    }
}
