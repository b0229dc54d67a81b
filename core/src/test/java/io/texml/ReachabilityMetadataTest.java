package io.texml;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.texml.callbacks.Callback;
import io.texml.markup.Texml;
import io.texml.testing.Catalogue;
import java.io.IOException;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a native image has to be told, as it stands in the jar: what is reached by reflection, and nothing else. */
class ReachabilityMetadataTest {

    private static final Path FILE = Path.of(
            "src",
            "main",
            "resources",
            "META-INF",
            "native-image",
            "io.texml",
            "texml-core",
            "reachability-metadata.json");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.texml");

    @Test
    void everyAnswerOfTheCatalogueAndEveryOpenEnumIsInTheMetadata() throws IOException {
        String expected = text();
        if (Boolean.getBoolean("metadata.update")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, expected);
        }
        assertThat(FILE)
                .as("write it anew with -Dtest=ReachabilityMetadataTest -Dmetadata.update=true")
                .hasContent(expected);
    }

    @Test
    void answersAreReachedByTheirConstructorsAndAccessors() {
        Set<Class<?>> answers = answers();

        assertThat(answers).hasSizeGreaterThan(20).allMatch(Class::isRecord);
        assertThat(text()).contains("io.texml.calls.Call\"", "io.texml.calls.CallStatus\"", "allDeclaredConstructors");
    }

    @Test
    void callbacksAndDocumentsAreReadWithoutReflection() {
        assertThat(CLASSES.stream()
                        .filter(type -> type.getPackageName().startsWith("io.texml.callbacks")
                                || type.getPackageName().startsWith("io.texml.markup")
                                || type.getPackageName().startsWith("io.texml.internal.callbacks")
                                || type.getPackageName().startsWith("io.texml.internal.markup"))
                        .filter(ReachabilityMetadataTest::reflects)
                        .map(JavaClass::getName))
                .isEmpty();
        assertThat(CLASSES.contain(Callback.class) && CLASSES.contain(Texml.class))
                .isTrue();
    }

    @Test
    void reflectionIsWhereTheMetadataKnowsOfIt() {
        assertThat(CLASSES.stream()
                        .filter(ReachabilityMetadataTest::reflects)
                        .map(JavaClass::getName)
                        .map(name -> name.replaceFirst("\\$.*", ""))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "io.texml.internal.json.RecordReader",
                        "io.texml.internal.json.JsonObjects",
                        "io.texml.internal.OpenEnumValues");
    }

    private static boolean reflects(JavaClass type) {
        return type.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().getPackageName().equals("java.lang.reflect")
                                && !call.getTargetOwner().getSimpleName().equals("Array")
                        || call.getTargetOwner().isEquivalentTo(Class.class)
                                && (call.getName().startsWith("getDeclared")
                                        || call.getName().startsWith("getRecord")
                                        || call.getName().startsWith("forName")
                                        || call.getName().startsWith("getResource")
                                        || call.getName().equals("getMethod")
                                        || call.getName().equals("getMethods")
                                        || call.getName().equals("getField")));
    }

    private static String text() {
        TreeMap<String, Map<String, Object>> types = new TreeMap<>();
        for (Class<?> answer : answers()) {
            types.put(
                    answer.getName(),
                    Map.of("type", answer.getName(), "allDeclaredConstructors", true, "allPublicMethods", true));
        }
        for (JavaClass type : CLASSES) {
            if (type.isAssignableTo(OpenEnum.class) && !type.isInterface()) {
                types.put(type.getName(), Map.of("type", type.getName()));
            }
        }
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .build()
                        .writeValueAsString(Map.of("reflection", List.copyOf(types.values())))
                + "\n";
    }

    /** The records that answers are read into, and those in them. */
    private static Set<Class<?>> answers() {
        Set<Class<?>> found = new TreeSet<>(Comparator.comparing(Class::getName));
        Catalogue.operations()
                .forEach(operation -> collect(operation.responseType().type(), found));
        for (JavaClass type : CLASSES) {
            if (type.isAssignableTo(ResponseRecord.class) && type.isRecord()) {
                collect(type.reflect(), found);
            }
        }
        return found;
    }

    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType generic) {
            collect(generic.getRawType(), found);
            for (Type argument : generic.getActualTypeArguments()) {
                collect(argument, found);
            }
        } else if (type instanceof WildcardType wildcard) {
            collect(wildcard.getUpperBounds()[0], found);
        } else if (type instanceof GenericArrayType array) {
            collect(array.getGenericComponentType(), found);
        } else if (type instanceof Class<?> named
                && named.isRecord()
                && named.getName().startsWith("io.texml.")
                && found.add(named)) {
            for (RecordComponent component : named.getRecordComponents()) {
                collect(component.getGenericType(), found);
            }
        }
    }
}
