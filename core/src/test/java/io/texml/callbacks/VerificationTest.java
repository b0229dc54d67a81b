package io.texml.callbacks;

import static io.texml.callbacks.SignatureTest.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.texml.callbacks.CallbackException.Reason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a callback needs to be read, and what is told of it afterwards. */
class VerificationTest {

    private static final byte[] NOTHING = {};
    private static final String TOKEN = CallbackUrl.newToken();
    private static final String INSTRUCTIONS = "CallSid=v3:a&From=%2B1&To=%2B2";
    private static final String STATUS = INSTRUCTIONS + "&CallbackSource=call-progress-events&CallStatus=ringing";
    private static final Function<String, List<String>> UNSIGNED = name -> List.of();

    private final Signer signer = new Signer();

    @Test
    void aSignedPostIsBelievedUnderEveryPolicy() {
        for (VerificationPolicy policy : VerificationPolicy.values()) {
            CallbackReader reader = reader(policy, policy);
            for (String form : List.of(INSTRUCTIONS, STATUS)) {
                assertThat(signer.post(reader, "texml-token=" + TOKEN, form).verification())
                        .isEqualTo(Verification.SIGNATURE);
            }
        }
    }

    @Test
    void instructionsByGetTakeASignatureOrATokenUnlessToldOtherwise() {
        CallbackReader reader = signer.reader().tokens(TOKEN).build();

        assertThat(get(reader, INSTRUCTIONS, true)).isEqualTo(Verification.SIGNATURE_WITHOUT_PARAMETERS);
        assertThat(get(reader, token(TOKEN) + INSTRUCTIONS, false)).isEqualTo(Verification.TOKEN);
        assertThat(get(reader, token(TOKEN) + INSTRUCTIONS, true)).isEqualTo(Verification.TOKEN);
        assertThat(reason(() -> get(reader, INSTRUCTIONS, false))).isEqualTo(Reason.SIGNATURE_MISSING);
        assertThat(reason(() -> get(reader, token(CallbackUrl.newToken()) + INSTRUCTIONS, false)))
                .isEqualTo(Reason.TOKEN_WRONG);
    }

    @Test
    void aStatusNeedsASignatureOverItsParametersUnlessToldOtherwise() {
        CallbackReader reader = signer.reader().tokens(TOKEN).build();

        assertThat(reason(() -> post(reader, token(TOKEN), STATUS))).isEqualTo(Reason.SIGNATURE_MISSING);
        assertThat(reason(() -> get(reader, STATUS, true))).isEqualTo(Reason.PARAMETERS_NOT_SIGNED);
        assertThat(reason(() -> get(reader, token(TOKEN) + STATUS, true))).isEqualTo(Reason.PARAMETERS_NOT_SIGNED);

        CallbackReader relaxed = reader(VerificationPolicy.SIGNATURE, VerificationPolicy.SIGNATURE_OR_TOKEN);
        assertThat(post(relaxed, token(TOKEN), STATUS)).isEqualTo(Verification.TOKEN);
        assertThat(get(relaxed, token(TOKEN) + STATUS, false)).isEqualTo(Verification.TOKEN);
        assertThat(reason(() -> post(relaxed, token(TOKEN), INSTRUCTIONS))).isEqualTo(Reason.SIGNATURE_MISSING);
    }

    /** What is not known takes the stricter policy: nobody gets past it by sending something that has no type. */
    @Test
    void anUnknownKindIsHeldToThePolicyOfStatusCallbacks() {
        CallbackReader reader = reader(VerificationPolicy.NONE, VerificationPolicy.SIGNATURE);

        assertThat(post(reader, "", INSTRUCTIONS)).isEqualTo(Verification.NONE);
        assertThat(reason(() -> post(reader, "", "Anything=1"))).isEqualTo(Reason.SIGNATURE_MISSING);
        assertThat(reason(() -> post(reader, "", STATUS))).isEqualTo(Reason.SIGNATURE_MISSING);
    }

    @Test
    void aSignatureOfAPostIsNoneOfAGetWhoseQuerySomebodyMadeUp() {
        CallbackReader reader = signer.reader().build();
        byte[] body = STATUS.getBytes(StandardCharsets.UTF_8);
        Function<String, List<String>> headers = Signer.of(signer.headers(body));

        assertThat(reason(() -> reader.read("GET", INSTRUCTIONS, headers, body)))
                .isEqualTo(Reason.BODY_UNEXPECTED);
        assertThat(reason(() -> reader.read("GET", INSTRUCTIONS, headers, NOTHING)))
                .isEqualTo(Reason.SIGNATURE_WRONG);
    }

    @Test
    void aSignedGetCanBeSentAgainWithOtherParametersWhichItsVerificationSays() {
        CallbackReader reader = signer.reader().build();
        Map<String, String> seen = signer.headers(NOTHING);
        Callback forged = reader.read("GET", INSTRUCTIONS + "&Digits=1", Signer.of(seen), NOTHING);

        assertThat(forged.verification()).isEqualTo(Verification.SIGNATURE_WITHOUT_PARAMETERS);
        assertThat(reason(() -> signer.reader()
                        .instructions(VerificationPolicy.SIGNATURE)
                        .build()
                        .read("GET", INSTRUCTIONS, Signer.of(seen), NOTHING)))
                .isEqualTo(Reason.PARAMETERS_NOT_SIGNED);
    }

    @Test
    void aSignatureOfAGetIsNoneOfAPostWhoseUrlSomebodyMadeUp() {
        CallbackReader reader = signer.reader().tokens(TOKEN).build();
        Function<String, List<String>> seen = Signer.of(signer.headers(NOTHING));

        assertThat(reason(() -> reader.read("POST", "texml-kind=call&texml-reference=other", seen, NOTHING)))
                .isEqualTo(Reason.PARAMETERS_NOT_SIGNED);
        assertThat(reader.read("POST", "texml-kind=gather", seen, NOTHING).verification())
                .isEqualTo(Verification.SIGNATURE_WITHOUT_PARAMETERS);
    }

    @Test
    void aPostTakesNothingThatThePlatformSaysFromItsQuery() {
        CallbackReader reader = signer.reader().build();
        Callback callback = signer.post(
                reader,
                "CallSid=v3:other&CallStatus=completed&Digits=9&From=%2B9",
                STATUS + "&texml-reference=mine&texml-kind=gather&texml-token=" + TOKEN);

        assertThat(callback).isInstanceOf(CallProgress.class);
        assertThat(callback.callSid()).isEqualTo("v3:a");
        assertThat(callback.from()).isEqualTo("+1");
        assertThat(callback.reference()).isNull();
        assertThat(callback.additionalProperties()).containsKeys("texml-reference", "texml-kind", "texml-token");
        assertThat(callback.urlParameters()).containsKeys("CallSid", "CallStatus", "Digits", "From");
    }

    @Test
    void aNameInAnotherCaseIsAnotherName() {
        Callback callback = signer.post(
                signer.reader().build(), "TEXML-REFERENCE=a&Texml-Token=" + TOKEN, STATUS + "&callsid=v3:other");

        assertThat(callback.callSid()).isEqualTo("v3:a");
        assertThat(callback.reference()).isNull();
        assertThat(callback.additionalProperties()).containsKey("callsid");
    }

    @Test
    void aReservedNameThatIsEscapedIsTheSameName() {
        String query = "texml-reference=a&texml%2Dreference=b&texml-token=" + TOKEN + "&%74exml-token=" + TOKEN;
        CallbackReader reader = signer.reader().tokens(TOKEN).build();

        assertThat(signer.post(reader, query, STATUS).reference()).isNull();
        assertThat(reason(() -> post(reader, query, INSTRUCTIONS))).isEqualTo(Reason.SIGNATURE_MISSING);
    }

    @Test
    void withoutAnyPolicyWhatHoldsIsStillTold() {
        CallbackReader reader = reader(VerificationPolicy.NONE, VerificationPolicy.NONE);

        assertThat(signer.post(reader, null, STATUS).verification()).isEqualTo(Verification.SIGNATURE);
        assertThat(post(reader, token(TOKEN), STATUS)).isEqualTo(Verification.TOKEN);
        assertThat(post(reader, "", STATUS)).isEqualTo(Verification.NONE);
        assertThat(new Signer().post(reader, null, STATUS).verification()).isEqualTo(Verification.NONE);
    }

    @Test
    void aReaderWithoutKeysTakesNoSignature() {
        CallbackReader tokensAlone = new CallbackReader.Builder(name -> null)
                .tokens(TOKEN)
                .statusCallbacks(VerificationPolicy.SIGNATURE_OR_TOKEN)
                .build();
        assertThat(post(tokensAlone, token(TOKEN), STATUS)).isEqualTo(Verification.TOKEN);
        assertThat(reason(() -> signer.post(tokensAlone, null, STATUS))).isEqualTo(Reason.SIGNATURE_MISSING);

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new CallbackReader.Builder(name -> null).tokens(TOKEN).build())
                .withMessageContaining("statusCallbacks is SIGNATURE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CallbackReader.Builder(name -> null)
                        .statusCallbacks(VerificationPolicy.NONE)
                        .build())
                .withMessageContaining("instructions is SIGNATURE_OR_TOKEN");
    }

    @Test
    void anyOfTheTokensIsTakenAndNoneThatComesTwice() {
        String other = CallbackUrl.newToken();
        CallbackReader reader = signer.reader().tokens(other, TOKEN).build();

        assertThat(get(reader, token(TOKEN) + INSTRUCTIONS, false)).isEqualTo(Verification.TOKEN);
        assertThat(get(reader, token(other) + INSTRUCTIONS, false)).isEqualTo(Verification.TOKEN);
        assertThat(reason(() -> get(reader, token(TOKEN) + token(TOKEN) + INSTRUCTIONS, false)))
                .isEqualTo(Reason.SIGNATURE_MISSING);
        assertThat(reason(() -> get(reader, token(TOKEN + "x") + INSTRUCTIONS, false)))
                .isEqualTo(Reason.TOKEN_WRONG);
        assertThat(reason(() -> get(reader, "texml-token=&" + INSTRUCTIONS, false)))
                .isEqualTo(Reason.TOKEN_WRONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "123456789012345678901",
                "has a blank in it, and is long",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abcabcabcabcabcabcabcabcabcabc",
                "m\u00FCllerm\u00FCllerm\u00FCllerm\u00FCllerm\u00FCller1234567890"
            })
    void aTokenThatCouldBeGuessedIsRefusedAndNotQuoted(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signer.reader().tokens(token).build())
                .withMessageStartingWith("token must ")
                .satisfies(refused -> assertThat(
                                token.isEmpty() || !refused.getMessage().contains(token))
                        .isTrue());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallbackUrl.of("https://a.example.com").token(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "post", "PUT", "HEAD", "OPTIONS", "", "POST "})
    void otherMethodsAreRefused(String method) {
        assertThat(reason(() -> signer.reader().build().read(method, null, UNSIGNED, NOTHING)))
                .isEqualTo(Reason.METHOD_UNSUPPORTED);
    }

    @Test
    void aUrlSaysWhatComesThereAndTheApplicationsOwnParametersStayApart() {
        URI url = CallbackUrl.of("https://app.example.com/texml?tenant=7&plan=a%20b&plan=")
                .kind(CallbackKind.DEEPFAKE)
                .reference("order 17/\u00FC&=+%")
                .token(TOKEN)
                .toUri();
        Callback callback = signer.post(signer.reader().build(), url.getRawQuery(), "CallSid=v3:a&tenant=8");

        assertThat(callback).isInstanceOf(DeepfakeResult.class);
        assertThat(callback.reference()).isEqualTo("order 17/\u00FC&=+%");
        assertThat(callback.urlParameters()).isEqualTo(Map.of("tenant", List.of("7"), "plan", List.of("a b", "")));
        assertThat(callback.parameters()).isEqualTo(Map.of("CallSid", List.of("v3:a"), "tenant", List.of("8")));
    }

    @Test
    void ofAGetTheNamesTellWhoseAParameterIs() {
        String own = CallbackUrl.of("https://app.example.com/texml?tenant=7&_x=&%C3%9C=1")
                .kind(CallbackKind.INSTRUCTIONS)
                .reference("r")
                .toUri()
                .getRawQuery();
        Callback callback = signer.reader()
                .instructions(VerificationPolicy.NONE)
                .build()
                .read("GET", own + "&CallSid=v3:a&From=+1&Later=2", UNSIGNED, NOTHING);

        assertThat(callback.urlParameters())
                .isEqualTo(Map.of("tenant", List.of("7"), "_x", List.of(""), "\u00DC", List.of("1")));
        assertThat(callback.parameters().keySet()).containsExactly("CallSid", "From", "Later");
        assertThat(callback.reference()).isEqualTo("r");
        assertThat(callback.from()).isEqualTo("+1");
    }

    @Test
    void aReferenceThatComesTwiceIsNone() {
        assertThat(signer.post(signer.reader().build(), "texml-reference=a&texml-reference=b", STATUS)
                        .reference())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "app.example.com",
                "/texml",
                "ftp://app.example.com/",
                "https:///x",
                "https://app.example.com/#top",
                "https://app.example.com/?texml-token=x",
                "https://app.example.com/?a b"
            })
    void aUrlThatThePlatformCannotCallIsRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallbackUrl.of(url))
                .withMessageStartingWith("url must ");
    }

    @Test
    void aUrlTakesNoKindThatCannotBeAskedForAndNoReferenceWithoutEnd() {
        CallbackUrl url = CallbackUrl.of("https://app.example.com/texml");
        assertThatIllegalArgumentException().isThrownBy(() -> url.kind(CallbackKind.UNKNOWN));
        assertThatIllegalArgumentException().isThrownBy(() -> url.reference(""));
        assertThatIllegalArgumentException().isThrownBy(() -> url.reference("r".repeat(257)));
        assertThatIllegalArgumentException().isThrownBy(() -> url.reference("\uD800"));
        assertThat(url.toUri()).isEqualTo(URI.create("https://app.example.com/texml"));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonHasAStatusToAnswerWith(Reason reason) {
        assertThat(reason.httpStatus()).isIn(400, 401, 405, 413, 415);
    }

    private CallbackReader reader(VerificationPolicy instructions, VerificationPolicy statusCallbacks) {
        return signer.reader()
                .tokens(TOKEN)
                .instructions(instructions)
                .statusCallbacks(statusCallbacks)
                .build();
    }

    private Verification get(CallbackReader reader, String query, boolean signed) {
        return reader.read("GET", query, signed ? Signer.of(signer.headers(NOTHING)) : UNSIGNED, NOTHING)
                .verification();
    }

    private static Verification post(CallbackReader reader, String query, String form) {
        return reader.read("POST", query, UNSIGNED, form.getBytes(StandardCharsets.UTF_8))
                .verification();
    }

    private static String token(String token) {
        return "texml-token=" + token + "&";
    }
}
