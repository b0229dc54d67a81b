package io.texml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.texml.calls.CallEvent;
import io.texml.calls.CallStatus;
import io.texml.testing.OpenEnums;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenEnumTest {

    @Test
    void aKnownTextIsItsConstant() {
        assertThat(CallStatus.of("busy")).isSameAs(CallStatus.BUSY);
        assertThat(CallStatus.BUSY.isKnown()).isTrue();
        assertThat(CallStatus.knownValues()).contains(CallStatus.BUSY).doesNotHaveDuplicates();
    }

    @Test
    void everyConstantOfEveryTypeIsKnownAndFoundByItsText() throws ReflectiveOperationException {
        List<Class<?>> types = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.texml").stream()
                        .filter(type -> type.isAssignableTo(OpenEnum.class) && !type.isEquivalentTo(OpenEnum.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
        assertThat(types).hasSizeGreaterThan(40);
        for (Class<?> type : types) {
            List<Object> constants = new ArrayList<>();
            for (Field field : type.getFields()) {
                if (field.getType() == type) {
                    constants.add(field.get(null));
                }
            }
            assertThat(new ArrayList<Object>(OpenEnums.knownValues(type)))
                    .as(type.getName())
                    .containsExactlyInAnyOrderElementsOf(constants);
            for (Object constant : constants) {
                assertThat(type.getMethod("of", String.class).invoke(null, constant.toString()))
                        .isSameAs(constant);
            }
        }
    }

    @Test
    void anUnknownTextIsKeptAndEqualToItsLike() {
        CallStatus melting = CallStatus.of("melting");

        assertThat(melting).isEqualTo(CallStatus.of("melting")).hasSameHashCodeAs(CallStatus.of("melting"));
        assertThat(melting.isKnown()).isFalse();
        assertThat(melting.value()).isEqualTo("melting");
        assertThat(melting).hasToString("melting");
        assertThatNullPointerException().isThrownBy(() -> CallStatus.of(null));
    }

    @Test
    void valuesOfTwoTypesAreNotEqualThoughTheirTextsAre() {
        assertThat(CallStatus.RINGING.value()).isEqualTo(CallEvent.RINGING.value());
        assertThat(CallStatus.RINGING.equals((Object) CallEvent.RINGING)).isFalse();
    }

    @Test
    void isTellsWhetherItIsOneOfTheValues() {
        assertThat(CallStatus.BUSY.is(CallStatus.BUSY)).isTrue();
        assertThat(CallStatus.BUSY.is(CallStatus.NO_ANSWER, CallStatus.FAILED, CallStatus.BUSY))
                .isTrue();
        assertThat(CallStatus.BUSY.is(CallStatus.NO_ANSWER, CallStatus.FAILED)).isFalse();
        assertThat(CallStatus.of("melting").is(CallStatus.of("melting"))).isTrue();
    }

    @Test
    void aCallHasEndedInEachOfItsLastStatesAndInNoOther() {
        List<CallStatus> last = List.of(
                CallStatus.COMPLETED, CallStatus.CANCELED, CallStatus.FAILED, CallStatus.BUSY, CallStatus.NO_ANSWER);
        Set<CallStatus> others = new HashSet<>(CallStatus.knownValues());
        last.forEach(others::remove);
        others.add(CallStatus.of("melting"));

        assertThat(last).allMatch(CallStatus::hasEnded);
        assertThat(others).noneMatch(CallStatus::hasEnded);
    }
}
