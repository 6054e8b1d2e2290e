package dev.mentions.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Makes the picture in README.md of a dashboard that runs. No part of the build: docs/screenshot runs it. */
class ReadmePicture {

    @Test
    void make() throws IOException {
        try (Browser browser = Browser.start()) {
            browser.screen(new Screen("readme", 1280, 860, false));
            browser.open(URI.create(System.getProperty("dashboard.address")));
            browser.until(() -> assertThat(browser.all(".card")).hasSizeGreaterThan(4));
            browser.until(() -> assertThat(browser.script(
                            "return [...document.querySelectorAll('.card img')].every((one) => one.naturalWidth > 0)"))
                    .isEqualTo(true));
            browser.until(() -> assertThat(browser.text(".state")).isEqualTo("Live"));
            browser.screenshot("readme");
        }
    }
}
