package io.texml.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.texml.callbacks.CallbackException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only bytes that a key of the account signed a short time ago are believed. */
class SignatureTest {

    private static final String FORM = "CallSid=v3%3Aa&CallStatus=completed&CallbackSource=call-progress-events&To=+1";

    private final Signer signer = new Signer();
    private final CallbackReader reader = signer.reader().build();
    private final byte[] body = FORM.getBytes(StandardCharsets.UTF_8);
    private final Map<String, String> headers = signer.headers(body);

    /** Bytes that Node's crypto signed; sign.mjs beside the file made them. */
    record Recorded(
            String key,
            String name,
            String publicKey,
            String timestamp,
            byte[] body,
            String signature,
            String withDot) {

        @Override
        public String toString() {
            return key + " " + name;
        }

        CallbackReader reader(String... keys) {
            return new CallbackReader.Builder(name -> null)
                    .publicKeys(keys)
                    .statusCallbacks(VerificationPolicy.SIGNATURE_OR_TOKEN)
                    .clock(() -> Instant.ofEpochSecond(Long.parseLong(timestamp)))
                    .build();
        }

        Verification verification() {
            return body.length == 0 ? Verification.SIGNATURE_WITHOUT_PARAMETERS : Verification.SIGNATURE;
        }

        Callback read(CallbackReader reader, String signature, byte[] body) {
            return reader.read(
                    "POST",
                    null,
                    Signer.of(Map.of("telnyx-timestamp", timestamp, "telnyx-signature-ed25519", signature)),
                    body);
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void bytesThatAnotherImplementationSignedAreBelieved(Recorded recorded) {
        Callback callback = recorded.read(recorded.reader(recorded.publicKey()), recorded.signature(), recorded.body());

        assertThat(callback.verification()).isEqualTo(recorded.verification());
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void anyOfTheKeysMayHaveSigned(Recorded recorded) {
        String other = signer.publicKey();
        for (CallbackReader rotating :
                List.of(recorded.reader(other, recorded.publicKey()), recorded.reader(recorded.publicKey(), other))) {
            assertThat(recorded.read(rotating, recorded.signature(), recorded.body())
                            .verification())
                    .isEqualTo(recorded.verification());
        }
        assertThat(reason(() -> recorded.read(recorded.reader(other), recorded.signature(), recorded.body())))
                .isEqualTo(Reason.SIGNATURE_WRONG);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void aDotInPlaceOfTheBarIsNotWhatThePlatformSigns(Recorded recorded) {
        CallbackReader own = recorded.reader(recorded.publicKey());
        assertThat(reason(() -> recorded.read(own, recorded.withDot(), recorded.body())))
                .isEqualTo(Reason.SIGNATURE_WRONG);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void everyChangedByteBreaksTheSignature(Recorded recorded) {
        CallbackReader own = recorded.reader(recorded.publicKey());
        for (int i = 0; i < recorded.body().length; i += 1 + recorded.body().length / 40) {
            byte[] changed = recorded.body().clone();
            changed[i] ^= 1;
            assertThat(reason(() -> recorded.read(own, recorded.signature(), changed)))
                    .isEqualTo(Reason.SIGNATURE_WRONG);
        }
    }

    @Test
    void aBodyThatWasParsedAndWrittenAnewIsNotBelieved() {
        String sent = "CallSid=v3:a&To=%2b13125550147&Flag&From=%31";
        byte[] raw = sent.getBytes(StandardCharsets.UTF_8);
        Map<String, String> signed = signer.headers(raw);
        String anew = Stream.of(sent.split("&"))
                .map(pair -> pair.split("=", 2))
                .map(pair -> pair[0] + "=" + (pair.length < 2 ? "" : anew(pair[1])))
                .collect(Collectors.joining("&"));

        assertThat(anew).isEqualTo("CallSid=v3%3Aa&To=%2B13125550147&Flag=&From=1");
        assertThat(reason(() -> reader.read("POST", null, Signer.of(signed), anew.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Reason.SIGNATURE_WRONG);
        assertThat(reader.read("POST", null, Signer.of(signed), raw).callSid()).isEqualTo("v3:a");
    }

    @Test
    void headersAreAskedForInLowerCaseAsServersLookThemUpInAnyCase() {
        assertThat(reader.read(
                                "POST",
                                null,
                                name -> name.equals(name.toLowerCase(Locale.ROOT))
                                        ? Signer.of(headers).apply(name)
                                        : null,
                                body)
                        .callSid())
                .isEqualTo("v3:a");
    }

    @Test
    void whatIsMissingIsTold() {
        assertThat(failing("telnyx-signature-ed25519", null)).isEqualTo(Reason.SIGNATURE_MISSING);
        assertThat(failing("telnyx-timestamp", null)).isEqualTo(Reason.TIMESTAMP_MISSING);
        assertThat(reason(() -> reader.read("POST", null, name -> null, body))).isEqualTo(Reason.SIGNATURE_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"telnyx-signature-ed25519", "telnyx-timestamp"})
    void aHeaderThatCameTwiceIsRefusedEvenIfBothAreTheSame(String twice) {
        assertThat(reason(() -> reader.read(
                        "POST",
                        null,
                        name -> name.equals(twice)
                                ? List.of(headers.get(name), headers.get(name))
                                : Signer.of(headers).apply(name),
                        body)))
                .isEqualTo(Reason.HEADER_REPEATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "NaN",
                "Infinity",
                "-1",
                "+1764235800",
                "1764235800.0",
                "1.7e9",
                "0x69",
                "1764235800 ",
                "1764235800\n",
                "9999999999999",
                "99999999999999999999999999",
                "\u0661\u0662\u0663",
                "2026-11-27T10:15:30Z"
            })
    void aMomentThatIsNoNumberOfSecondsIsRefused(String timestamp) {
        Map<String, String> signed = signer.headers(timestamp, body);
        assertThat(reason(() -> reader.read("POST", null, Signer.of(signed), body)))
                .isEqualTo(Reason.TIMESTAMP_UNREADABLE);
    }

    @Test
    void aSignatureIsGoodForTheToleranceInBothDirections() {
        CallbackReader strict =
                signer.reader().tolerance(Duration.ofSeconds(10)).build();
        for (int age : new int[] {-10, -1, 0, 1, 10}) {
            assertThat(signedAgo(strict, age)).isNull();
        }
        for (int age : new int[] {-100_000, -11, 11, 300, 100_000}) {
            assertThat(signedAgo(strict, age)).isEqualTo(Reason.STALE);
        }
        assertThat(signedAgo(reader, 300)).isNull();
        assertThat(signedAgo(reader, 301)).isEqualTo(Reason.STALE);
        Map<String, String> seconds = signer.headers("999999999999", body);
        assertThat(reason(() -> reader.read("POST", null, Signer.of(seconds), body)))
                .isEqualTo(Reason.STALE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.999S", "PT1H0.001S", "PT999999H", "PT-999999H"})
    void aToleranceThatSwitchesTheCheckOffIsRefused(String tolerance) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signer.reader().tolerance(Duration.parse(tolerance)))
                .withMessageStartingWith("tolerance must be 1 second to 1 hour, was ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64!", " ", "===="})
    void whatIsNoSignatureIsAWrongOne(String signature) {
        assertThat(failing("telnyx-signature-ed25519", signature)).isEqualTo(Reason.SIGNATURE_WRONG);
    }

    @Test
    void aSignatureInAnotherEncodingOrOfAnotherLengthIsAWrongOne() {
        String good = headers.get("telnyx-signature-ed25519");
        byte[] bytes = Base64.getDecoder().decode(good);
        byte[] longer = Arrays.copyOf(bytes, 65);
        byte[] tooLarge = bytes.clone();
        // Not below the order of the group: the same signature in another form, which RFC 8032 forbids.
        Arrays.fill(tooLarge, 32, 64, (byte) 0xFF);
        for (byte[] wrong : List.of(longer, tooLarge, new byte[64])) {
            assertThat(failing("telnyx-signature-ed25519", Base64.getEncoder().encodeToString(wrong)))
                    .isEqualTo(Reason.SIGNATURE_WRONG);
        }
        assertThat(failing("telnyx-signature-ed25519", HexFormat.of().formatHex(bytes)))
                .isEqualTo(Reason.SIGNATURE_WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64!", "MCowBQYDK2VwAyEA", "PRq+o+B/o+b1Lpz9R7hg+jjOEz4tfZJ/w91V6CKA"})
    void whatIsNoPublicKeyIsRefusedAndNotQuoted(String key) {
        assertThatThrownBy(() -> CallbackReader.of(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("publicKeys must ")
                .message()
                .satisfies(message ->
                        assertThat(key.isBlank() || !message.contains(key)).isTrue());
    }

    /** With such a key a signature can be made up without knowing a private one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void aPublicKeyThatProvesNothingIsRefused(String hex) {
        String key = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallbackReader.of(key))
                .withMessageStartingWith("publicKeys must not be a placeholder");
    }

    @Test
    void keysOfTheEnvironmentAreTakenWhereNoneIsGiven() {
        String other = new Signer().publicKey();
        CallbackReader fromEnvironment = new CallbackReader.Builder(name ->
                        name.equals("TELNYX_PUBLIC_KEY") ? " " + other + ", " + signer.publicKey() + "\n" : null)
                .clock(() -> Signer.NOW)
                .build();

        assertThat(signer.post(fromEnvironment, null, FORM).callSid()).isEqualTo("v3:a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CallbackReader.Builder(name -> null).build())
                .withMessageContaining("TELNYX_PUBLIC_KEY");
    }

    @Test
    void aProviderOfTheApplicationsChoiceChecks() {
        CallbackReader chosen =
                signer.reader().provider(Security.getProvider("SunEC")).build();
        assertThat(signer.post(chosen, null, FORM).callSid()).isEqualTo("v3:a");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        signer.reader().provider(Security.getProvider("SUN")).build())
                .withMessageStartingWith("provider must have Ed25519");
    }

    @Test
    void nothingIsParsedBeforeTheSignatureHolds() {
        // More parameters than allowed, in a query and a body, and a body that is no form.
        CallbackReader small = signer.reader().maxParameters(1).build();
        assertThat(reason(
                        () -> small.read("POST", "a=1&b=2", name -> null, "c=1&d=2".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Reason.SIGNATURE_MISSING);
        Map<String, String> json = Map.of(
                "content-type", "application/json",
                "telnyx-timestamp", headers.get("telnyx-timestamp"),
                "telnyx-signature-ed25519", headers.get("telnyx-signature-ed25519"));
        assertThat(reason(() -> reader.read("POST", null, Signer.of(json), "{}".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Reason.SIGNATURE_WRONG);
        assertThat(reason(() -> reader.read("POST", null, Signer.of(json), body)))
                .isEqualTo(Reason.NOT_A_FORM);
    }

    static List<Recorded> recorded() throws IOException {
        try (InputStream file = SignatureTest.class.getResourceAsStream("signatures.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split(" "))
                    .map(part -> new Recorded(
                            part[0],
                            part[1],
                            part[2],
                            part[3],
                            part[4].equals("-")
                                    ? new byte[0]
                                    : Base64.getDecoder().decode(part[4]),
                            part[5],
                            part[6]))
                    .toList();
        }
    }

    private static String anew(String value) {
        return URLEncoder.encode(URLDecoder.decode(value, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private Reason signedAgo(CallbackReader reader, int seconds) {
        Map<String, String> signed = signer.headers(Long.toString(Signer.NOW.getEpochSecond() - seconds), body);
        return reason(() -> reader.read("POST", null, Signer.of(signed), body));
    }

    private Reason failing(String header, String value) {
        Map<String, String> changed = new HashMap<>(headers);
        if (value == null) {
            changed.remove(header);
        } else {
            changed.put(header, value);
        }
        return reason(() -> reader.read("POST", null, Signer.of(changed), body));
    }

    static Reason reason(ThrowingCallable reading) {
        CallbackException thrown = catchThrowableOfType(CallbackException.class, reading);
        return thrown == null ? null : thrown.reason();
    }
}
