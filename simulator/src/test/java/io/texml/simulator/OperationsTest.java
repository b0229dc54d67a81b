package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.simulator.internal.contract.Contract;
import io.texml.simulator.internal.contract.OperationRule;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperationsTest {

    static List<String> operations() {
        return Contract.load().operations().stream().map(OperationRule::id).toList();
    }

    @Test
    void noOperationIsThereTwice() {
        assertThat(operations()).isNotEmpty().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationIsRoutedAndHandledOrSaysThatItIsNot(String id) {
        OperationRule operation = Contract.load().operation(id);
        try (TexmlSimulator simulator = TexmlSimulator.start()) {
            Api api = new Api(simulator);
            String path = operation
                    .path()
                    .replace("{account_sid}", simulator.accountSid())
                    .replaceAll("\\{\\w+}", "00000000-0000-4000-8000-000000000000");
            String mediaType = operation.mediaType();
            Api.Answer answer = Api.send(api.request(path)
                    .header("Content-Type", mediaType == null ? "text/plain" : mediaType)
                    .method(operation.method(), BodyPublishers.noBody()));
            simulator.journal().verify(id).once();
            if (answer.status() == 501) {
                assertThat(answer.text()).contains("The simulator does not play " + id + ".");
            } else {
                assertThat(answer.status()).isIn(200, 201, 404, 422);
                assertThat(answer.text()).doesNotContain("10003");
            }
        }
    }
}
