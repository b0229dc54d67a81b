package io.texml.applications;

import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import io.texml.operation.Safety;
import java.util.List;

/** The operations of TeXML applications. */
public final class ApplicationOperations {

    private static final String APPLICATIONS = "/texml_applications";
    private static final String APPLICATION = APPLICATIONS + "/{id}";

    /** Safe: it reads. */
    public static final Operation<Page<TexmlApplication>> LIST = Operation.builder(
                    "applications.list",
                    HttpMethod.GET,
                    APPLICATIONS,
                    ResponseType.numberedPage(TexmlApplication.class))
            .build();

    /** Creating: each one makes another application, names need not differ. */
    public static final Operation<TexmlApplication> CREATE = Operation.builder(
                    "applications.create", HttpMethod.POST, APPLICATIONS, ResponseType.of(TexmlApplication.class))
            .build();

    /** Safe: it reads. */
    public static final Operation<TexmlApplication> GET = Operation.builder(
                    "applications.get", HttpMethod.GET, APPLICATION, ResponseType.of(TexmlApplication.class))
            .build();

    /** Idempotent: it sets what it names. */
    public static final Operation<TexmlApplication> UPDATE = Operation.builder(
                    "applications.update", HttpMethod.PATCH, APPLICATION, ResponseType.of(TexmlApplication.class))
            .safety(Safety.IDEMPOTENT)
            .build();

    /** Idempotent: an application that is gone stays gone. It answers with the application that it deleted. */
    public static final Operation<TexmlApplication> DELETE = Operation.builder(
                    "applications.delete", HttpMethod.DELETE, APPLICATION, ResponseType.of(TexmlApplication.class))
            .safety(Safety.IDEMPOTENT)
            .build();

    private static final List<Operation<?>> ALL = List.of(LIST, CREATE, GET, UPDATE, DELETE);

    private ApplicationOperations() {}

    /** Every operation of applications. */
    public static List<Operation<?>> all() {
        return ALL;
    }
}
