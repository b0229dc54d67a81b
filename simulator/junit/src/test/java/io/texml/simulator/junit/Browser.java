package io.texml.simulator.junit;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A Chromium of this machine, without a window, that reaches this machine alone. */
final class Browser implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(20);
    /** It warns of each browser that is newer than Selenium; kept here, as the level goes with the logger. */
    private static final Logger VERSIONS = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    private static final Path SCREENSHOTS = Path.of("..", "screenshots");

    private final ChromeDriverService service;
    private final ChromeDriver driver;

    private Browser(Path chromium, Path chromedriver) {
        // With its path given, Selenium looks for no driver and asks nobody for one.
        service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .build();
        VERSIONS.setLevel(Level.OFF);
        service.sendOutputTo(OutputStream.nullOutputStream());
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.setCapability("goog:loggingPrefs", logging);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--lang=en",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
        driver = new ChromeDriver(service, options);
    }

    /** What is missing for a browser, null when nothing is. */
    static @Nullable String missing() {
        return chromium() == null
                ? "there is no chromium"
                : onPath("chromedriver") == null ? "there is no chromedriver" : null;
    }

    static Browser start() {
        Path chromium = chromium();
        Path chromedriver = onPath("chromedriver");
        if (chromium == null || chromedriver == null) {
            throw new IllegalStateException(String.valueOf(missing()));
        }
        return new Browser(chromium, chromedriver);
    }

    private static @Nullable Path chromium() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(Browser::onPath)
                .filter(path -> path != null)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Path onPath(String program) {
        String path = System.getenv("PATH");
        return Stream.of((path == null ? "" : path).split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    void open(String address) {
        driver.get(address);
    }

    /** Leaves the page of the test before, and forgets what was complained of there. */
    void leave() {
        driver.get("about:blank");
        List<String> unused = complaints();
    }

    /** Waits until the page says something. */
    void awaitText(String selector, String text) {
        await(selector + " with " + text, () -> text(selector).contains(text));
    }

    void awaitScript(String script) {
        await(script, () -> Boolean.TRUE.equals(run("return " + script)));
    }

    private void await(String what, Supplier<Boolean> condition) {
        new WebDriverWait(driver, SOON)
                .ignoring(NoSuchElementException.class)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> what + " does not come; there is: " + text("body"))
                .until(anyDriver -> condition.get());
    }

    String text(String selector) {
        return find(selector).getText();
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** The button with that label. */
    WebElement button(String label) {
        return new WebDriverWait(driver, SOON)
                .ignoring(StaleElementReferenceException.class)
                .until(anyDriver -> driver.findElement(By.xpath("//button[normalize-space()='" + label + "']")));
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    @Nullable
    Object run(String script) {
        return driver.executeScript(script);
    }

    /** What the browser complained of, such as something that the page's policy forbids. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    void dark(boolean isDark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
    }

    /** Keeps a picture for the README, when that is asked for. */
    void screenshot(String name) {
        if (Boolean.getBoolean("page.screenshots")) {
            try {
                Files.createDirectories(SCREENSHOTS);
                Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
            } catch (IOException e) {
                throw new IllegalStateException("The picture cannot be kept", e);
            }
        }
    }

    @Override
    public void close() {
        driver.quit();
        service.stop();
    }
}
