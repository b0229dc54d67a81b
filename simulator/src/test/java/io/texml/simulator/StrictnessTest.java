package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.simulator.internal.contract.Contract;
import io.texml.simulator.internal.contract.OperationRule;
import io.texml.simulator.internal.contract.ParameterRule;
import io.texml.simulator.script.LastPageLink;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictnessTest {

    private static final String VALID = "\"ApplicationSid\":\"app\",\"From\":\"+13125550147\",\"To\":\"+17735550199\"";

    private final TexmlSimulator simulator =
            TexmlSimulator.builder().forbiddenAccount("somebody-else").start();
    private final Api api = new Api(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Statuscalback\":\"x\"|10015|/Statuscalback",
                "\"Timeout\":\"30\"|10026|/Timeout",
                "\"Timeout\":4|10033|/Timeout",
                "\"Timeout\":121|10033|/Timeout",
                "\"Timeout\":5.5|10026|/Timeout",
                "\"Record\":\"true\"|10026|/Record",
                "\"Record\":1|10026|/Record",
                "\"Trim\":\"some\"|10032|/Trim",
                "\"StatusCallbackEvent\":\"ringing answred\"|10032|/StatusCallbackEvent",
                "\"CustomHeaders\":[{\"name\":\"a\"}]|10004|/CustomHeaders/0/value",
                "\"CustomHeaders\":[{\"name\":\"a\",\"value\":\"b\",\"x\":\"c\"}]|10015|/CustomHeaders/0/x",
                "\"CustomHeaders\":\"a\"|10026|/CustomHeaders",
                "\"Url\":\"http://127.0.0.1/\",\"Texml\":\"<Response/>\"|10015|/Texml",
                "\"CallerId\":5|10026|/CallerId"
            })
    void aWrongParameterIsNamedInTheDocumentedEnvelope(String member, String code, String pointer) {
        Api.Answer answer = api.json(api.account("/Calls"), "{" + VALID + "," + member + "}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(Api.object(answer.error().get("source"))).containsEntry("pointer", pointer);
        assertThat(simulator.journal().requests("calls.create").get(0).acted()).isFalse();
    }

    @Test
    void nullIsNoValueOfAnOptionalParameterUnlessItIsDocumentedAsOne() {
        assertThat(api.json(api.account("/Calls"), "{" + VALID + ",\"Url\":null,\"Texml\":\"<Response/>\"}")
                        .status())
                .isEqualTo(200);
        for (OperationRule operation : Contract.load().operations()) {
            for (ParameterRule rule : operation.body().values()) {
                if (rule.nullable()) {
                    continue;
                }
                if ("application/json".equals(operation.mediaType()) || operation.needsJson()) {
                    String path = operation
                            .path()
                            .replace("{account_sid}", simulator.accountSid())
                            .replaceAll("\\{[a-z_]+}", "x");
                    Api.Answer answer = api.json(operation.method(), path, "{\"" + rule.name() + "\":null}");
                    assertThat(answer.status())
                            .as(operation.id() + " " + rule.name())
                            .isEqualTo(422);
                    assertThat(answer.text()).contains("\"/" + rule.name() + "\"");
                }
            }
        }
    }

    @Test
    void theSchemeOfTheKeyIsTakenInAnyCase() {
        assertThat(Api.send(api.request(simulator.baseUrl() + "/texml/Accounts/" + simulator.accountSid() + "/Calls")
                                .header("Authorization", "bearer " + simulator.apiKey())
                                .GET())
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"ConversationCallback|\"http://127.0.0.1/\"", "ConversationCallbacks|[\"http://127.0.0.1/\"]"})
    void aCallbackThatNeverComesIsRefused(String name, String value) {
        String body = "{\"From\":\"+13125550147\",\"To\":\"+17735550101\",\"AIAssistantId\":\"a\",\"" + name + "\":"
                + value + "}";
        Api.Answer answer = api.json("/v2/texml/ai_calls/app", body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(Api.object(answer.error().get("source"))).containsEntry("pointer", "/" + name);
        try (TexmlSimulator lenient = TexmlSimulator.builder().lenient().start()) {
            assertThat(new Api(lenient).json("/v2/texml/ai_calls/app", body).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void everythingThatIsMissingIsToldAtOnce() {
        Api.Answer answer = api.json(api.account("/Calls"), "{}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.items("errors"))
                .extracting(error -> Api.object(error.get("source")).get("pointer"))
                .containsExactly("/ApplicationSid", "/From", "/To");
        assertThat(answer.items("errors")).allMatch(error -> "10004".equals(error.get("code")));
    }

    @Test
    void aMisspeltParameterGetsASuggestion() {
        Map<String, @Nullable Object> error = api.json(
                        api.account("/Calls"), "{" + VALID + ",\"status_callback\":\"x\"}")
                .error();
        assertThat(String.valueOf(error.get("detail"))).contains("did you mean StatusCallback?");
        assertThat(String.valueOf(
                        api.get(api.account("/Calls?Statsu=busy")).error().get("detail")))
                .contains("did you mean Status?");
    }

    @Test
    void anEmptyFormIsNoBodyWhereOneIsRequired() {
        for (OperationRule operation : Contract.load().operations()) {
            if (operation.bodyRequired() && "application/x-www-form-urlencoded".equals(operation.mediaType())) {
                String path = operation
                        .path()
                        .replace("{account_sid}", simulator.accountSid())
                        .replaceAll("\\{[a-z_]+}", "x");
                for (String empty : new String[] {"", "&"}) {
                    Api.Answer answer = api.form(path, empty);
                    assertThat(answer.status()).as(operation.id()).isEqualTo(422);
                    assertThat(answer.errorCode()).isEqualTo("10004");
                }
            }
        }
        try (TexmlSimulator lenient = TexmlSimulator.builder().lenient().start()) {
            Api lenientApi = new Api(lenient);
            assertThat(lenientApi.form(lenientApi.account("/Queues"), "").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void numbersToDialAreChecked() {
        Api.Answer answer = api.json(
                api.account("/Calls"), "{\"ApplicationSid\":\"app\",\"From\":\"+13125550147\",\"To\":\"773 555\"}");
        assertThat(answer.errorCode()).isEqualTo("10016");
    }

    @Test
    void otherMediaTypesAndMalformedBodiesAreRefused() {
        assertThat(api.form(api.account("/Calls"), "To=x").errorCode()).isEqualTo("10014");
        String call = api.dial("+17735550199");
        assertThat(api.json(api.account("/Calls/" + call), "{\"Status\":\"completed\"}")
                        .errorCode())
                .isEqualTo("10014");
        for (String malformed : new String[] {"{", "[]", "{\"a\":1}x", "", "{\"To\":\"a\",\"To\":\"b\"}", "nul"}) {
            assertThat(api.json(api.account("/Calls"), malformed).status()).isIn(400, 422);
        }
        assertThat(api.form(api.account("/Calls/" + call), "Status=%zz").status())
                .isEqualTo(400);
        assertThat(api.form(api.account("/Calls/" + call), "Status=%ff").status())
                .isEqualTo(400);
        assertThat(api.form(api.account("/Calls/" + call), "Status=completed&Status=completed")
                        .status())
                .isEqualTo(422);
        assertThat(api.form(api.account("/Calls/" + call), "Status=busy").errorCode())
                .isEqualTo("10032");
    }

    @Test
    void keysAccountsPathsAndMethodsAreChecked() {
        Api.Answer noKey = Api.send(
                api.request(simulator.baseUrl().resolve(api.account("/Calls")).toString())
                        .GET());
        assertThat(noKey.status()).isEqualTo(401);
        assertThat(noKey.errorCode()).isEqualTo("10009");
        assertThat(api.get("/v2/texml/Accounts/somebody-else/Calls").errorCode())
                .isEqualTo("10010");
        assertThat(api.get("/v2/texml/Accounts/nobody/Calls").text())
                .isEqualTo("{\"errors\":[{\"detail\":\"Resource not found\"}]}");
        assertThat(api.get("/v2/texml/accounts/x/Calls").errorCode()).isEqualTo("10003");
        Api.Answer method = api.delete(api.account("/Calls"));
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.raw().headers().firstValue("allow")).hasValue("GET, POST");
        assertThat(api.get(api.account("/Calls/v3:unknown")).status()).isEqualTo(404);
    }

    @Test
    void whatCountsAsABeepIsChecked() {
        String known = VALID + ",\"MachineDetection\":\"DetectMessageEnd\",\"MachineDetectionBeepMaxFrequency\":2000,"
                + "\"MachineDetectionBeepMinFrequency\":481,\"MachineDetectionBeepMinToneDuration\":150,"
                + "\"MachineDetectionBeepSpectralConfirmation\":true,"
                + "\"MachineDetectionBeepSpectralRejectFaxCng\":false,\"MachineDetectionBeepSpectralWindow\":60,"
                + "\"MachineDetectionBeepSpectralMinPurity\":";
        for (String purity : new String[] {"0", "0.6", "1", "1.0"}) {
            assertThat(api.json(api.account("/Calls"), "{" + known + purity + "}")
                            .status())
                    .as(purity)
                    .isEqualTo(200);
        }
        for (String purity : new String[] {"-0.1", "1.01", "2"}) {
            assertThat(api.json(api.account("/Calls"), "{" + known + purity + "}")
                            .errorCode())
                    .as(purity)
                    .isEqualTo("10033");
        }
        for (String purity : new String[] {"\"0.6\"", "true", "[]"}) {
            assertThat(api.json(api.account("/Calls"), "{" + known + purity + "}")
                            .errorCode())
                    .as(purity)
                    .isEqualTo("10026");
        }
        String participant =
                "ApplicationSid=a&From=%2B13125550147&To=%2B17735550199&MachineDetectionBeepSpectralMinPurity=";
        String participants = api.account("/Conferences/beeps/Participants");
        assertThat(api.form(participants, participant + "0.6").status()).isEqualTo(200);
        assertThat(api.form(participants, participant + "1.5").errorCode()).isEqualTo("10033");
        assertThat(api.form(participants, participant + "much").errorCode()).isEqualTo("10026");
    }

    @Test
    void queryParametersAreCheckedToo() {
        assertThat(api.get(api.account("/Calls?Status=ringing")).errorCode()).isEqualTo("10032");
        assertThat(api.get(api.account("/Calls?PageSize=many")).errorCode()).isEqualTo("10026");
        assertThat(api.get(api.account("/Calls?PageSize=0")).errorCode()).isEqualTo("10033");
        assertThat(api.get(api.account("/Calls?StartTime=yesterday")).errorCode())
                .isEqualTo("10026");
        assertThat(api.get(api.account("/Calls?StartTime=2026-02-31")).errorCode())
                .isEqualTo("10026");
        for (String name : new String[] {"StartTime%3E", "StartTime%3C", "EndTime%3E", "EndTime%3C", "EndTime_lt"}) {
            assertThat(api.get(api.account("/Calls?" + name + "=yesterday")).errorCode())
                    .isEqualTo("10026");
        }
        assertThat(api.get(api.account("/Calls?StartTime%3E%3D=2026-01-01")).errorCode())
                .isEqualTo("10015");
        assertThat(api.get(api.account("/Calls?PageToken=forged")).status()).isEqualTo(422);
        assertThat(api.get(api.account("/Calls?PageSize=5000")).field("page_size"))
                .isEqualTo("1000");
        assertThat(api.get(api.account("/Calls")).field("page_size")).isEqualTo("50");
    }

    @Test
    void theLenientSwitchTakesUnknownParametersAndOtherMediaTypes() {
        try (TexmlSimulator lenient = TexmlSimulator.builder().lenient().start()) {
            Api lenientApi = new Api(lenient);
            assertThat(lenientApi
                            .json(lenientApi.account("/Calls"), "{" + VALID + ",\"Unknown\":1,\"Timeout\":\"30\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(lenientApi
                            .form(lenientApi.account("/Calls"), "ApplicationSid=a&From=1&To=2")
                            .status())
                    .isEqualTo(200);
            assertThat(lenientApi
                            .json(lenientApi.account("/Queues"), "{\"FriendlyName\":\"q\",\"MaxSize\":3}")
                            .status())
                    .isEqualTo(200);
            assertThat(lenientApi.json(lenientApi.account("/Calls"), "{}").errorCode())
                    .isEqualTo("10004");
        }
    }

    @Test
    void theLastPageSaysSoInEveryWay() {
        for (LastPageLink link : LastPageLink.values()) {
            try (TexmlSimulator one =
                    TexmlSimulator.builder().lastPageLink(link).calls(1).start()) {
                Api oneApi = new Api(one);
                String text = oneApi.get(oneApi.account("/Calls")).text();
                switch (link) {
                    case ABSENT -> assertThat(text).doesNotContain("next_page_uri");
                    case NULL -> assertThat(text).contains("\"next_page_uri\":null");
                    case EMPTY -> assertThat(text).contains("\"next_page_uri\":\"\"");
                }
            }
        }
    }
}
