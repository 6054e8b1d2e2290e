package dev.mentions.cli.upload;

/**
 * What became of the rows of an upload.
 *
 * @param accepted posts the broker has acknowledged
 * @param refused rows that were answered with an error, or could not be read
 */
public record UploadReport(long accepted, long refused) {}
