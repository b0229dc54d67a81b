package io.texml.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;

class PagedFluxTckTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                PagedFluxVerification.Items.class,
                PagedFluxVerification.RawItems.class,
                PagedFluxVerification.Pages.class,
                PagedFluxVerification.PagesFromALink.class,
                PagedFluxVerification.RawPages.class
            })
    void everyWayToReadAListObeysTheRulesOfReactiveStreams(Class<?> verification) {
        TestListenerAdapter results = new TestListenerAdapter();
        TestNG testNg = new TestNG(false);
        testNg.setVerbose(0);
        testNg.setTestClasses(new Class<?>[] {verification});
        testNg.addListener(results);

        testNg.run();

        assertThat(names(results.getFailedTests())).isEmpty();
        assertThat(results.getConfigurationFailures()).isEmpty();
        assertThat(names(results.getPassedTests()))
                .filteredOn(name -> name.startsWith("required_"))
                .hasSizeGreaterThanOrEqualTo(20)
                .contains(
                        "required_spec102_maySignalLessThanRequestedAndTerminateSubscription",
                        "required_spec303_mustNotAllowUnboundedRecursion",
                        "required_spec309_requestZeroMustSignalIllegalArgumentException");
        assertThat(names(results.getPassedTests())).contains("optional_spec104_mustSignalOnErrorWhenFails");
        // What is skipped is what the kit itself calls optional or untested.
        assertThat(names(results.getSkippedTests())).noneMatch(name -> name.startsWith("required_"));
    }

    private static List<String> names(List<ITestResult> results) {
        return results.stream().map(ITestResult::getName).toList();
    }
}
