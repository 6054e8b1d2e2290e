package dev.mentions.dashboard.browser;

import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium and what a reader does with it. One serves all tests: it takes a second to start. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Pattern REQUEST = Pattern.compile("\"method\":\"Network\\.requestWillBeSent\".*");
    private static final Pattern URL = Pattern.compile("\"request\":\\{.*?\"url\":\"([^\"]+)\"");

    private final ChromeDriverService service;
    private final ChromeDriver driver;
    private final Path downloads;

    private Browser(ChromeDriverService service, ChromeDriver driver, Path downloads) {
        this.service = service;
        this.driver = driver;
        this.downloads = downloads;
    }

    static Browser start() {
        Path downloads = temporaryDirectory();
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Chromium.driver().toFile())
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(Chromium.browser().toFile());
        // Containers run the build as root, and give little shared memory.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        options.addArguments("--lang=en-GB", "--hide-scrollbars");
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        options.setExperimentalOption("prefs", Map.of("download.default_directory", downloads.toString()));
        Browser browser = new Browser(service, new ChromeDriver(service, options), downloads);
        browser.screen(Screen.DESKTOP);
        return browser;
    }

    void screen(Screen screen) {
        cdp(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        screen.width(),
                        "height",
                        screen.height(),
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        screen.isPhone()));
        Map<String, String> colours = Map.of("name", "prefers-color-scheme", "value", screen.dark() ? "dark" : "light");
        cdp("Emulation.setEmulatedMedia", Map.of("features", List.of(colours)));
    }

    /** Opens an address and waits until the page has drawn it. */
    void open(URI address) {
        driver.get(address.toString());
        settled();
    }

    /** Waits until nothing is loading and something is shown. */
    void settled() {
        until(() -> {
            if (!driver.findElements(By.cssSelector("main[aria-busy], dialog[aria-busy]"))
                            .isEmpty()
                    || driver.findElements(By.cssSelector("main h1")).isEmpty()) {
                throw new AssertionError("the page is still loading: " + address());
            }
        });
    }

    /** Repeats an assertion until it holds. */
    void until(ThrowingRunnable assertion) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(StaleElementReferenceException.class)
                .untilAsserted(assertion);
    }

    /** Returns an element, once it is there. */
    WebElement find(String css) {
        until(() -> {
            if (driver.findElements(By.cssSelector(css)).isEmpty()) {
                throw new AssertionError("nothing matches " + css + " at " + address());
            }
        });
        return driver.findElement(By.cssSelector(css));
    }

    /** Returns the elements that are there now. */
    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Returns the texts of the elements that can be seen now. */
    List<String> texts(String css) {
        Object texts = script(
                "return [...document.querySelectorAll(arguments[0])].filter((one) => one.checkVisibility()).map((one) => one.innerText.trim())",
                css);
        return ((List<?>) texts).stream().map(String::valueOf).toList();
    }

    String text(String css) {
        return find(css).getText();
    }

    /** Clicks a link by its whole text, within some element, and waits until the page has followed. */
    void follow(String within, String text) {
        find(within).findElement(By.linkText(text)).click();
        settled();
    }

    void click(String css) {
        find(css).click();
        settled();
    }

    /** Types into what has the focus. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Replaces what is in a field, as a person does. */
    void type(String css, String text) {
        find(css).sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
    }

    /** Sets a field whose typing depends on the machine's language, as a date's does. */
    void set(String css, String value) {
        find(css);
        script(
                "const field = document.querySelector(arguments[0]); field.value = arguments[1];"
                        + "field.dispatchEvent(new Event('change', { bubbles: true }))",
                css,
                value);
        settled();
    }

    void back() {
        driver.navigate().back();
        settled();
    }

    void forward() {
        driver.navigate().forward();
        settled();
    }

    /** Returns the address without host and port. */
    String address() {
        URI uri = URI.create(driver.getCurrentUrl());
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    String title() {
        return driver.getTitle();
    }

    /** Describes what has the focus: its tag and its text or label. */
    String focused() {
        return String.valueOf(script("const one = document.activeElement;"
                + "return one.localName + ': ' + (one.getAttribute('aria-label') ?? one.innerText).trim()"));
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    Object asyncScript(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /** Takes what the browser complained of since the last call: errors, refusals of the policy, what is not found. */
    String complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .collect(joining("\n"));
    }

    /** Takes the hosts that were asked for anything since the last call. */
    Set<String> hosts() {
        Set<String> hosts = new TreeSet<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            Matcher request = REQUEST.matcher(entry.getMessage());
            if (request.find()) {
                Matcher url = URL.matcher(request.group());
                if (url.find() && url.group(1).startsWith("http")) {
                    hosts.add(URI.create(url.group(1)).getAuthority());
                }
            }
        }
        return hosts;
    }

    /** Keeps what is to be seen as build output. */
    void screenshot(String name) {
        Map<String, Object> picture = cdp("Page.captureScreenshot", Map.of("format", "png"));
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(
                    SCREENSHOTS.resolve(name + ".png"),
                    Base64.getDecoder().decode(String.valueOf(picture.get("data"))));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the screenshot " + name, e);
        }
    }

    /** Leaves the page, and with it its connections; what it last complained of or asked for is nobody's any more. */
    void leave() {
        driver.get("about:blank");
        complaints();
        hosts();
    }

    /** Takes the text of the file that was downloaded since the last call, once it is whole. */
    String downloaded() {
        until(() -> {
            if (!downloadedFile().toString().endsWith(".csv")) {
                throw new AssertionError("no file is whole yet");
            }
        });
        try {
            Path file = downloadedFile();
            String text = Files.readString(file);
            Files.delete(file);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read a download", e);
        }
    }

    private Path downloadedFile() {
        try (Stream<Path> files = Files.list(downloads)) {
            return files.findFirst().orElseThrow(() -> new AssertionError("nothing was downloaded"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list downloads", e);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("dashboard-downloads");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a directory for downloads", e);
        }
    }

    Map<String, Object> cdp(String command, Map<String, Object> parameters) {
        return driver.executeCdpCommand(command, parameters);
    }

    @Override
    public void close() throws IOException {
        try {
            driver.quit();
        } finally {
            service.stop();
            Files.delete(downloads);
        }
    }
}
