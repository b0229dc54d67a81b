package io.texml.reactor.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;

class BulkFluxTckTest {

    @Test
    void obeysTheRulesOfReactiveStreams() {
        TestListenerAdapter results = new TestListenerAdapter();
        TestNG testNg = new TestNG(false);
        testNg.setVerbose(0);
        testNg.setTestClasses(new Class<?>[] {BulkFluxVerification.class});
        testNg.addListener(results);

        testNg.run();

        assertThat(names(results.getFailedTests())).isEmpty();
        assertThat(results.getConfigurationFailures()).isEmpty();
        assertThat(names(results.getPassedTests()))
                .filteredOn(name -> name.startsWith("required_"))
                .hasSizeGreaterThanOrEqualTo(20);
        // What is skipped is what the kit itself calls optional or untested.
        assertThat(names(results.getSkippedTests())).noneMatch(name -> name.startsWith("required_"));
    }

    private static List<String> names(List<ITestResult> results) {
        return results.stream().map(ITestResult::getName).toList();
    }
}
