package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.http.TwilioRestClient;
import io.texml.TexmlException;
import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.ResponseType;
import io.texml.operation.TexmlRequest;
import io.texml.reactor.TexmlClient;
import io.texml.simulator.TexmlSimulator;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallsOfTwoPlatformsTest {

    private static final String JACKSON_2 = System.getProperty("jackson2.version");
    private static final String ANNOTATIONS = System.getProperty("jackson2-annotations.version");

    private final TexmlSimulator simulator =
            TexmlSimulator.builder().calls(120).start();
    private final TexmlClient texml = TexmlClient.builder()
            .baseUrl(simulator.baseUrl())
            .apiKey(simulator.apiKey())
            .accountSid(simulator.accountSid())
            .build();
    private final TwilioRestClient twilio = new TwilioRestClient.Builder("user", "password")
            .httpClient(new ToSimulator(simulator))
            .build();
    private final CallsOfTwoPlatforms calls = new CallsOfTwoPlatforms(texml, twilio);

    @AfterEach
    void close() {
        texml.close();
        simulator.close();
    }

    @Test
    void thePathHasJackson3AndTheJackson2ThatIsMeant() throws Exception {
        assertEquals("jackson-databind-" + JACKSON_2 + ".jar", jarOf(ObjectMapper.class));
        assertEquals("jackson-annotations-" + ANNOTATIONS + ".jar", jarOf(JsonProperty.class));
        assertTrue(jarOf(tools.jackson.databind.ObjectMapper.class).startsWith("jackson-databind-3."));
    }

    @Test
    void oneIsDialled() {
        calls.dial("+13125550101").block();

        simulator.journal().verify("calls.create").acted().once();
    }

    /** The same account, read by one with Jackson 3 and by the other with Jackson 2. */
    @Test
    void bothReadTheSameCalls() {
        List<String> texmls = calls.sidsOnTexml();
        List<String> twilios = calls.sidsOnTwilio(simulator.accountSid());

        assertEquals(120, new HashSet<>(texmls).size());
        assertEquals(texmls, twilios);
    }

    /** Only a type of the application's own is bound by Jackson 3's databind, which needs newer annotations. */
    @Test
    void aTypeOfTheApplicationIsReadOrItIsSaidWhatThatNeeds() {
        String sid = calls.sidsOnTexml().get(0);
        TexmlRequest<Cost> request = TexmlRequest.of(Operation.builder(
                                "own.callCost",
                                HttpMethod.GET,
                                "/texml/Accounts/{account_sid}/Calls/{call_sid}",
                                ResponseType.of(Cost.class))
                        .build())
                .withPathValue("call_sid", sid);

        if (ANNOTATIONS.startsWith("2.1")) {
            TexmlException failure = assertThrows(
                    TexmlException.class, () -> texml.execute(request).block());
            assertTrue(failure.getMessage().contains("jackson-annotations 2.21 or newer"), failure.getMessage());
        } else {
            assertTrue(texml.execute(request).block().price().signum() > 0);
        }
    }

    record Cost(BigDecimal price) {}

    private static String jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .getFileName()
                .toString();
    }
}
