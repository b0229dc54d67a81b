package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.simulator.internal.contract.Contract;
import io.texml.simulator.internal.contract.OperationRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which addresses there are: those of the documentation, and the links of the answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AddressesTest {

    private final TexmlSimulator simulator =
            TexmlSimulator.builder().calls(3).recordings(3).transcriptions(3).start();
    private final Api api = new Api(simulator);

    @AfterAll
    void close() {
        simulator.close();
    }

    static Stream<OperationRule> operations() {
        return Contract.load().operations().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theOtherSpellingOfAnAddressIsNoneButWhereSomethingIsRead(OperationRule operation) {
        String path = operation
                .path()
                .replace("{account_sid}", simulator.accountSid())
                .replaceAll("\\{[a-z_]+}", "x");
        String other = path.endsWith(".json") ? path.substring(0, path.length() - 5) : path + ".json";
        boolean isLink = operation.method().equals("GET") && !path.endsWith(".json");
        // Both lists of a conference's recordings are documented.
        boolean isDocumented = operations()
                .anyMatch(rule -> rule.method().equals(operation.method())
                        && rule.path()
                                .replaceAll("\\{[a-z_]+}", "x")
                                .equals(other.replace(simulator.accountSid(), "x")));

        Api.Answer answer = api.send(operation.method(), other);

        boolean isThere = answer.status() != 405 && !answer.text().contains("\"10003\"");
        assertThat(isThere).as(answer.text()).isEqualTo(isLink || isDocumented);
    }

    @Test
    void anAddressThatIsThereInAnotherSpellingTakesNoMethod() {
        assertThat(api.get(api.account("/Calls/x/Recordings")).status()).isEqualTo(404);
        assertThat(api.send("POST", api.account("/Calls/x/Recordings")).status())
                .isEqualTo(404);
        assertThat(api.send("POST", "/v2/texml/ai_calls/x.json").status()).isEqualTo(404);
    }

    @Test
    void theLinksOfTheAnswersResolve() {
        for (String list : new String[] {"/Calls", "/Recordings.json", "/Transcriptions.json"}) {
            Api.Answer page = api.get(api.account(list));
            String name = list.substring(1).replace(".json", "").toLowerCase(java.util.Locale.ROOT);
            assertThat(page.items(name)).isNotEmpty().allSatisfy(item -> assertThat(
                            api.get(String.valueOf(item.get("uri"))).status())
                    .isEqualTo(200));
            assertThat(api.get(page.field("uri")).status()).isEqualTo(200);
            assertThat(api.get(page.field("first_page_uri")).status()).isEqualTo(200);
        }
    }
}
