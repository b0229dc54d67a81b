package io.texml.reactor.campaign;

import io.texml.reactor.internal.file.Disk;
import io.texml.reactor.internal.file.ProcessLock;
import io.texml.reactor.internal.file.RecordFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * A journal's file from its opening to its closing, and the one thread that touches it. It takes what has come while it
 * waited for the disk, writes all of it, and waits for the disk once.
 *
 * <p>States, which that thread alone changes: opening; open; failed, after which everything but closing is refused; ended.
 * What comes then is refused by the {@link Inbox}.
 */
final class JournalRun implements Runnable {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_COMMANDS = 10_000;

    private final Path path;
    private final Disk disk;
    private final long worthIt;
    private final MonoSink<Void> opened;
    private final Runnable onEnd;
    private final Thread thread = new Thread(this, "texml-journal");
    private final Inbox<Command> commands;

    private final List<Close> closes = new ArrayList<>();
    /** Taken, and not answered yet. */
    private final List<Write> writes = new ArrayList<>();

    private final List<Claim> claims = new ArrayList<>();
    private List<Runnable> answers = new ArrayList<>();
    private @Nullable Throwable failure;

    /** @param onEnd told when the file may be opened again */
    JournalRun(Path path, Disk disk, long worthIt, MonoSink<Void> opened, Runnable onEnd) {
        this.path = path;
        this.disk = disk;
        this.worthIt = worthIt;
        this.opened = opened;
        this.onEnd = onEnd;
        this.commands = new Inbox<>(late -> late.fail(FileDialJournal.notOpen(path)));
        thread.setDaemon(true);
    }

    /** What the thread is asked for. */
    sealed interface Command permits Write, Claim, Close {
        /** Tells the asker that nothing comes of it. */
        void fail(DialJournalException failure);
    }

    /** Something to be written. */
    record Write(Change change, MonoSink<Void> sink) implements Command {
        @Override
        public void fail(DialJournalException failure) {
            sink.error(failure);
        }
    }

    /** A question. */
    record Claim(String key, MonoSink<ContactHistory> sink) implements Command {
        @Override
        public void fail(DialJournalException failure) {
            sink.error(failure);
        }
    }

    /** The end; who asked is null where nobody waits for it. */
    record Close(@Nullable MonoSink<Void> sink) implements Command {
        @Override
        public void fail(DialJournalException failure) {
            succeed();
        }

        void succeed() {
            if (sink != null) {
                sink.success();
            }
        }
    }

    /** What a write does. */
    @FunctionalInterface
    interface Change {
        void applyTo(JournalContents contents);
    }

    void start() {
        thread.start();
    }

    /** Gives the thread something to do, without waiting. */
    void give(Command command) {
        commands.give(command);
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        ProcessLock lock = null;
        JournalContents contents = null;
        try {
            RecordFile.checkHeader(path, JournalContents.FORMAT, JournalContents.VERSION);
            lock = ProcessLock.tryLock(path.resolveSibling(path.getFileName() + ".lock"));
            if (lock == null) {
                throw new FileSystemException(
                        path.toString(), null, "another campaign has it open; let that end, or take another file");
            }
            contents = JournalContents.open(path, disk, worthIt);
            contents.compactIfWorthIt();
            answers.add(opened::success);
            answer();
            serve(contents);
        } catch (Throwable thrown) {
            failure = thrown;
            DialJournalException told =
                    new DialJournalException("the journal cannot be opened: " + reason(thrown), thrown);
            answers.add(() -> opened.error(told));
            writes.forEach(this::fail);
            claims.forEach(this::fail);
        } finally {
            close(contents);
            close(lock);
            onEnd.run();
            commands.end();
            closes.forEach(close -> answers.add(close::succeed));
            answer();
        }
    }

    private void serve(JournalContents contents) {
        while (closes.isEmpty()) {
            Command command = commands.take();
            if (command == null) {
                LockSupport.park(this);
            } else {
                turn(command, contents);
            }
        }
    }

    /** One commit. */
    private void turn(Command first, JournalContents contents) {
        int taken = 0;
        for (Command command = first;
                command != null;
                command = closes.isEmpty() && ++taken < MOST_COMMANDS && contents.pending() < MOST_BYTES
                        ? commands.take()
                        : null) {
            if (command instanceof Close close) {
                closes.add(close);
            } else if (failure != null) {
                fail(command);
            } else if (command instanceof Claim claim) {
                claims.add(claim);
            } else if (command instanceof Write write) {
                add(write, contents);
            }
        }
        if (failure == null) {
            try {
                contents.commit();
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }
        writes.forEach(write -> succeed(write, write.sink(), null));
        writes.clear();
        claims.forEach(claim -> answer(claim, contents));
        claims.clear();
        answer();
        if (failure == null) {
            try {
                contents.compactIfWorthIt();
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }
    }

    private void add(Write write, JournalContents contents) {
        try {
            write.change().applyTo(contents);
            writes.add(write);
        } catch (RuntimeException refused) {
            answers.add(() -> write.sink().error(refused));
        } catch (Throwable thrown) {
            failure = thrown;
            fail(write);
        }
    }

    private void answer(Claim claim, JournalContents contents) {
        ContactHistory history = null;
        if (failure == null) {
            try {
                history = contents.history(claim.key());
            } catch (IllegalArgumentException refused) {
                answers.add(() -> claim.sink().error(refused));
                return;
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }
        succeed(claim, claim.sink(), history);
    }

    private <T> void succeed(Command command, MonoSink<T> sink, @Nullable T value) {
        if (failure == null) {
            answers.add(() -> sink.success(value));
        } else {
            fail(command);
        }
    }

    private void fail(Command command) {
        Throwable cause = Objects.requireNonNull(failure);
        DialJournalException told = new DialJournalException(
                "the journal cannot be kept any longer: " + reason(cause)
                        + "; nothing more is dialled: mend that, and go on with the same journal",
                cause);
        answers.add(() -> command.fail(told));
    }

    /** Answers go where nothing blocks, so that what somebody does with one does not keep the disk idle. */
    private void answer() {
        if (answers.isEmpty()) {
            return;
        }
        List<Runnable> told = answers;
        answers = new ArrayList<>();
        Runnable tellAll = () -> told.forEach(JournalRun::tell);
        try {
            Schedulers.parallel().schedule(tellAll);
        } catch (RejectedExecutionException shutDown) {
            tellAll.run();
        }
    }

    private static void tell(Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException thrown) {
            Operators.onErrorDropped(thrown, Context.empty());
        }
    }

    private String reason(Throwable thrown) {
        return thrown instanceof FileSystemException known
                ? String.valueOf(known.getMessage())
                : path + ": " + (thrown instanceof IOException ? thrown.getMessage() : thrown.toString());
    }

    private static void close(@Nullable Closeable open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException unsaid) {
            // What was promised is safe already, and the lock ends with the process.
        }
    }
}
