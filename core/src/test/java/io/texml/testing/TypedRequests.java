package io.texml.testing;

import io.texml.OpenEnum;
import io.texml.aicalls.CreateAiCall;
import io.texml.applications.CreateApplication;
import io.texml.applications.ListApplications;
import io.texml.applications.UpdateApplication;
import io.texml.calls.CallRecordingState;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.calls.CreateConnectionCall;
import io.texml.calls.ListCalls;
import io.texml.calls.SipHeader;
import io.texml.calls.SiprecStatus;
import io.texml.calls.StartCallRecording;
import io.texml.calls.StartSiprec;
import io.texml.calls.StartStream;
import io.texml.calls.StreamStatus;
import io.texml.calls.UpdateCall;
import io.texml.calls.UpdateCallRecording;
import io.texml.calls.UpdateSiprec;
import io.texml.calls.UpdateStream;
import io.texml.conferences.ConferenceStatus;
import io.texml.conferences.CreateParticipant;
import io.texml.conferences.ListConferences;
import io.texml.conferences.UpdateConference;
import io.texml.conferences.UpdateParticipant;
import io.texml.operation.TexmlRequest;
import io.texml.queues.CreateQueue;
import io.texml.queues.ListQueues;
import io.texml.queues.UpdateQueue;
import io.texml.recordings.ListRecordings;
import io.texml.secrets.CreateSecret;
import io.texml.transcriptions.ListTranscriptions;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Every typed request, and what reflection tells about the setters of its builder. */
public final class TypedRequests {

    private static final URI ADDRESS = URI.create("https://hooks.example.com/texml");

    private TypedRequests() {}

    /** One valid request of every type, with little more than it requires. */
    public static List<TexmlRequest<?>> valid() {
        return List.of(
                ListCalls.builder().build(),
                CreateCall.builder()
                        .applicationSid("1")
                        .from("+13125550147")
                        .to("+17735550199")
                        .build(),
                UpdateCall.builder().status(CallStatus.COMPLETED).build(),
                StartCallRecording.builder().build(),
                UpdateCallRecording.builder().status(CallRecordingState.PAUSED).build(),
                StartSiprec.builder().build(),
                UpdateSiprec.builder().status(SiprecStatus.STOPPED).build(),
                StartStream.builder().url(URI.create("wss://media.example.com")).build(),
                UpdateStream.builder().status(StreamStatus.STOPPED).build(),
                ListConferences.builder().build(),
                UpdateConference.builder().status(ConferenceStatus.COMPLETED).build(),
                CreateParticipant.builder().to("+17735550199").build(),
                UpdateParticipant.builder().muted(true).build(),
                ListQueues.builder().build(),
                CreateQueue.builder().friendlyName("support").build(),
                UpdateQueue.builder().maxSize(5).build(),
                ListRecordings.builder().build(),
                ListTranscriptions.builder().build(),
                CreateSecret.builder().name("crm").value("s3cret").build(),
                ListApplications.builder().build(),
                CreateApplication.builder()
                        .friendlyName("ivr")
                        .voiceUrl(ADDRESS)
                        .build(),
                UpdateApplication.builder()
                        .friendlyName("ivr")
                        .voiceUrl(ADDRESS)
                        .build(),
                CreateAiCall.builder()
                        .aiAssistantId("assistant")
                        .from("+13125550147")
                        .to("+17735550199")
                        .build(),
                CreateConnectionCall.builder()
                        .from("+13125550147")
                        .to("+17735550199")
                        .build());
    }

    /** A builder without parameters for requests of the same type. */
    public static TexmlRequest.Builder<?> emptyBuilder(TexmlRequest<?> request) {
        return (TexmlRequest.Builder<?>) call(request, "builder");
    }

    /** A builder that begins with the request's parameters. */
    public static TexmlRequest.Builder<?> toBuilder(TexmlRequest<?> request) {
        return (TexmlRequest.Builder<?>) call(request, "toBuilder");
    }

    /** What the builder makes. */
    public static TexmlRequest<?> build(TexmlRequest.Builder<?> builder) {
        return (TexmlRequest<?>) call(builder, "build");
    }

    /** A builder on which every setter was called, with this text wherever a value holds text, and which builds. */
    public static TexmlRequest.Builder<?> fullBuilder(TexmlRequest<?> request, String text) {
        TexmlRequest.Builder<?> builder = emptyBuilder(request);
        for (Method setter : setters(request)) {
            boolean excluded = setter.getName().equals("texml");
            if (!excluded) {
                set(builder, setter, sample(setter.getGenericParameterTypes()[0], text));
            }
        }
        if (parameters(builder).containsKey("MachineDetectionPromptEndTimeout")) {
            builder.additionalParameter("DetectionMode", "PremiumCallScreening");
        }
        if (request instanceof StartSiprec) {
            builder.additionalParameter("SessionTimeoutSecs", 90);
        }
        if (request instanceof StartStream) {
            builder.additionalParameter("Url", "wss://media.example.com/" + text);
        }
        return builder;
    }

    /** The wire name that a setter writes to; a member of an object parameter stands as {@code object.member}. */
    public static String wireName(TexmlRequest<?> request, Method setter) {
        TexmlRequest.Builder<?> builder = emptyBuilder(request);
        set(builder, setter, sample(setter.getGenericParameterTypes()[0], "text"));
        Map.Entry<String, Object> sent =
                parameters(builder).entrySet().iterator().next();
        boolean member = sent.getValue() instanceof Map && setter.getParameterTypes()[0] != Map.class;
        return member
                ? sent.getKey() + "."
                        + ((Map<?, ?>) sent.getValue()).keySet().iterator().next()
                : sent.getKey();
    }

    /** The public methods that set one parameter. */
    public static List<Method> setters(TexmlRequest<?> request) {
        return Arrays.stream(emptyBuilder(request).getClass().getMethods())
                .filter(method -> TexmlRequest.Builder.class.isAssignableFrom(method.getReturnType()))
                .filter(method -> method.getParameterCount() == 1 && !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    /** Calls a setter. */
    public static void set(TexmlRequest.Builder<?> builder, Method setter, Object value) {
        try {
            setter.invoke(builder, value);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(thrown);
        } catch (IllegalAccessException inaccessible) {
            throw new IllegalStateException(inaccessible);
        }
    }

    /** What the builder holds so far, which need not make a valid request. */
    public static Map<String, Object> parameters(TexmlRequest.Builder<?> builder) {
        try {
            Field field = TexmlRequest.Builder.class.getDeclaredField("parameters");
            field.setAccessible(true);
            @SuppressWarnings("unchecked")
            Map<String, Object> parameters = (Map<String, Object>) field.get(builder);
            return parameters;
        } catch (ReflectiveOperationException renamed) {
            throw new IllegalStateException(renamed);
        }
    }

    /** A value of a setter's type with this text in it wherever the type holds text. */
    public static Object sample(Type type, String text) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == Collection.class
                    ? List.of(sample(arguments[0], text), sample(arguments[0], text))
                    : Map.of("name", text);
        }
        if (type == String.class) {
            return text;
        }
        if (type == URI.class) {
            return URI.create("https://hooks.example.com/" + text);
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == int.class) {
            return 7;
        }
        if (type == double.class) {
            return 0.25;
        }
        if (type == Duration.class) {
            return Duration.ofSeconds(60);
        }
        if (type == LocalDate.class) {
            return LocalDate.of(2024, 3, 4);
        }
        if (type == Instant.class) {
            return Instant.parse("2024-03-04T14:07:31.5Z");
        }
        if (type == SipHeader.class) {
            return new SipHeader("X-Customer", text);
        }
        return knownValues((Class<?>) type).get(0);
    }

    /** The open enum that a setter or a component takes, alone or several of it; null for other types. */
    public static Class<?> choice(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Collection.class) {
            return choice(generic.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> plain && OpenEnum.class.isAssignableFrom(plain) ? plain : null;
    }

    /** The constants of an open enum. */
    public static List<OpenEnum> knownValues(Class<?> choice) {
        try {
            @SuppressWarnings("unchecked")
            List<OpenEnum> known =
                    (List<OpenEnum>) choice.getMethod("knownValues").invoke(null);
            return known;
        } catch (ReflectiveOperationException incomplete) {
            throw new IllegalStateException(choice + " is no open enum", incomplete);
        }
    }

    private static Object call(Object target, String method) {
        try {
            return target.getClass().getMethod(method).invoke(target);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(thrown);
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
