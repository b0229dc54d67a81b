package io.texml.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.CallbackUrl;
import io.texml.calls.CreateCall;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallbackServletTest {

    private static final String TOKEN = CallbackUrl.newToken();
    private static final String COMPLETED =
            "CallSid=v3%3Aa&CallStatus=busy&CallbackSource=call-progress-events&From=%2B13125550100&To=%2B13125550147";

    private final KeyPair keys = newKeys();
    private final CallbackServlet servlet = new CallbackServlet(
            CallbackReader.builder().publicKeys(publicKey()).tokens(TOKEN).build());
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private int refused;

    @Test
    void aSignedStatusTellsHowTheCallOfAnOrderEnded() throws Exception {
        servlet.service(post("texml-kind=call&texml-reference=order-17", COMPLETED, true), response());

        assertThat(servlet.outcomes()).isEqualTo(Map.of("order-17", "busy"));
        assertThat(refused).isZero();
        assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void anUnsignedStatusIsRefused() throws Exception {
        servlet.service(post("texml-kind=call&texml-reference=order-17", COMPLETED, false), response());

        assertThat(servlet.outcomes()).isEmpty();
        assertThat(refused).isEqualTo(401);
    }

    @Test
    void theTokenOfItsUrlGetsACallItsDocument() throws Exception {
        String query = CallbackServlet.told(
                        CreateCall.builder()
                                .applicationSid("1")
                                .from("+13125550100")
                                .to("+13125550147"),
                        "order-17",
                        TOKEN)
                .build()
                .toString();
        assertThat(query).doesNotContain(TOKEN);
        servlet.service(request("GET", "texml-token=" + TOKEN + "&CallSid=v3:a&From=1&To=2", "", false), response());

        assertThat(written.toString(StandardCharsets.UTF_8)).contains("Press 1 to confirm.");
        assertThat(refused).isZero();
    }

    private HttpServletRequest post(String query, String form, boolean signed) {
        return request("POST", query, form, signed);
    }

    private HttpServletRequest request(String method, String query, String form, boolean signed) {
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        Map<String, String> headers = signed
                ? Map.of("telnyx-timestamp", timestamp, "telnyx-signature-ed25519", sign(timestamp, body))
                : Map.of();
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getQueryString" -> query;
                    case "getHeaders" -> values(headers.get(arguments[0]));
                    case "getInputStream" -> input(body);
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (proxy, called, arguments) -> {
                    switch (called.getName()) {
                        case "sendError" -> refused = (int) arguments[0];
                        case "setContentType" -> assertThat(arguments[0]).isEqualTo("application/xml");
                        case "getOutputStream" -> {
                            return output();
                        }
                        default -> throw new UnsupportedOperationException(called.getName());
                    }
                    return null;
                });
    }

    private static Enumeration<String> values(String value) {
        return value == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(value));
    }

    private static ServletInputStream input(byte[] body) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body);
        return new ServletInputStream() {
            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private ServletOutputStream output() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) throws IOException {
                written.write(b);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String publicKey() {
        byte[] encoded = keys.getPublic().getEncoded();
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    private String sign(String timestamp, byte[] body) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update((timestamp + "|").getBytes(StandardCharsets.US_ASCII));
            signature.update(body);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
