package dev.mentions.cli.upload;

import java.time.Duration;

/**
 * How to upload.
 *
 * @param lanes requests under way at once, from 1
 * @param rate posts a second, or 0 for as fast as they are taken
 * @param limit rows to send at most
 * @param retryFor how long nothing may be accepted before the upload is given up
 */
public record UploadSettings(int lanes, double rate, long limit, Duration retryFor) {

    public static final UploadSettings DEFAULT = new UploadSettings(4, 0, Long.MAX_VALUE, Duration.ofMinutes(5));
}
