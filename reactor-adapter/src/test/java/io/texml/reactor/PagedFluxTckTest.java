package io.texml.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;
import org.testng.xml.XmlSuite.ParallelMode;

class PagedFluxTckTest {

    private static final List<Class<?>> WAYS = List.of(
            PagedFluxVerification.Items.class,
            PagedFluxVerification.RawItems.class,
            PagedFluxVerification.Pages.class,
            PagedFluxVerification.PagesFromALink.class,
            PagedFluxVerification.RawPages.class);

    private static final TestListenerAdapter RESULTS = new TestListenerAdapter();

    /** All ways side by side: most of the time the kit sleeps, to see that nothing more comes. */
    @BeforeAll
    static void runTheKit() {
        TestNG testNg = new TestNG(false);
        testNg.setVerbose(0);
        testNg.setTestClasses(WAYS.toArray(Class<?>[]::new));
        testNg.setParallel(ParallelMode.CLASSES);
        testNg.setThreadCount(WAYS.size());
        testNg.addListener(RESULTS);

        testNg.run();

        assertThat(RESULTS.getConfigurationFailures()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("WAYS")
    void everyWayToReadAListObeysTheRulesOfReactiveStreams(Class<?> way) {
        assertThat(names(RESULTS.getFailedTests(), way)).isEmpty();
        assertThat(names(RESULTS.getPassedTests(), way))
                .filteredOn(name -> name.startsWith("required_"))
                .hasSizeGreaterThanOrEqualTo(20)
                .contains(
                        "required_spec102_maySignalLessThanRequestedAndTerminateSubscription",
                        "required_spec303_mustNotAllowUnboundedRecursion",
                        "required_spec309_requestZeroMustSignalIllegalArgumentException",
                        "required_spec313_cancelMustMakeThePublisherEventuallyDropAllReferencesToTheSubscriber");
        assertThat(names(RESULTS.getPassedTests(), way)).contains("optional_spec104_mustSignalOnErrorWhenFails");
        // What is skipped is what the kit itself calls optional or untested.
        assertThat(names(RESULTS.getSkippedTests(), way)).noneMatch(name -> name.startsWith("required_"));
    }

    private static List<String> names(List<ITestResult> results, Class<?> way) {
        return results.stream()
                .filter(result -> result.getTestClass().getRealClass() == way)
                .map(ITestResult::getName)
                .toList();
    }
}
