package dev.mentions.cli.upload;

import dev.mentions.cli.archive.Position;

/** Told of an upload's progress, from several threads at once. */
public interface UploadListener {

    /** The broker has acknowledged this many more posts. */
    void accepted(int posts);

    /** A row will not be counted. */
    void refused(Position position, String reason);

    /** Nothing could be sent and it is tried again; said once for each time that trouble begins. */
    void waiting(String reason);
}
