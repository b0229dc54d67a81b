package io.texml.queues;

import io.texml.operation.BodyFormat;
import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import io.texml.operation.Safety;
import java.util.List;

/** The operations of queues. */
public final class QueueOperations {

    private static final String ACCOUNT = "/texml/Accounts/{account_sid}";
    private static final String QUEUES = ACCOUNT + "/Queues";
    private static final String QUEUE = QUEUES + "/{queue_sid}";

    /** Safe: it reads. */
    public static final Operation<Page<Queue>> LIST = Operation.builder(
                    "queues.list", HttpMethod.GET, QUEUES, ResponseType.page("queues", Queue.class))
            .build();

    /** Creating: nothing says that a second one with the same name is harmless. */
    public static final Operation<Queue> CREATE = Operation.builder(
                    "queues.create", HttpMethod.POST, QUEUES, ResponseType.of(Queue.class))
            .bodyFormat(BodyFormat.FORM)
            .build();

    /** Safe: it reads. */
    public static final Operation<Queue> GET = Operation.builder(
                    "queues.get", HttpMethod.GET, QUEUE, ResponseType.of(Queue.class))
            .build();

    /** Idempotent: it sets the largest size. */
    public static final Operation<Queue> UPDATE = Operation.builder(
                    "queues.update", HttpMethod.POST, QUEUE, ResponseType.of(Queue.class))
            .bodyFormat(BodyFormat.FORM)
            .safety(Safety.IDEMPOTENT)
            .build();

    /** Idempotent: a queue that is gone stays gone. */
    public static final Operation<Void> DELETE = Operation.builder(
                    "queues.delete", HttpMethod.DELETE, QUEUE, ResponseType.empty())
            .safety(Safety.IDEMPOTENT)
            .build();

    private static final List<Operation<?>> ALL = List.of(LIST, CREATE, GET, UPDATE, DELETE);

    private QueueOperations() {}

    /** Every operation of queues. */
    public static List<Operation<?>> all() {
        return ALL;
    }
}
