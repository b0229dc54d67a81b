package io.texml.reactor;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Makes a leaked buffer fail the build: collects what Netty's leak detector reports, and fails the run at its end. Found
 * through the service loader, before any test has made a buffer.
 */
public final class LeakReports implements LauncherSessionListener {

    private static final List<String> REPORTS = new CopyOnWriteArrayList<>();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new CollectingFactory());
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        failOnReports();
    }

    static void failOnReports() {
        if (!REPORTS.isEmpty()) {
            throw new AssertionError(REPORTS.size() + " buffers leaked; the first: " + REPORTS.get(0));
        }
    }

    /** The reports so far; a test that leaks on purpose takes its own away again. */
    static List<String> reports() {
        return REPORTS;
    }

    private static final class CollectingFactory extends ResourceLeakDetectorFactory {

        @Override
        @SuppressWarnings("deprecation") // the one method that an implementation has to have
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                Class<T> resource, int samplingInterval, long maxActive) {
            return new Collecting<>(resource, samplingInterval);
        }

        @Override
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval) {
            return new Collecting<>(resource, samplingInterval);
        }
    }

    private static final class Collecting<T> extends ResourceLeakDetector<T> {

        Collecting(Class<T> resource, int samplingInterval) {
            super(resource, samplingInterval);
        }

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
            REPORTS.add(resourceType + records);
            super.reportTracedLeak(resourceType, records);
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
            REPORTS.add(resourceType);
            super.reportUntracedLeak(resourceType);
        }
    }
}
