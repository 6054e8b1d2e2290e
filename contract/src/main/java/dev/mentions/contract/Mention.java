package dev.mentions.contract;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * That a post mentions an entity. One record a publication, kind and entity of a post.
 *
 * @param postId the post it stands in
 * @param count how often in that post, at least 1
 * @param displayName the surface form seen first in the post; the {@link PublicationName} for
 *     {@link EntityKind#ARTICLE}
 * @param eventTime when the post was published, clamped to {@link Topics#FUTURE_TOLERANCE} after its acceptance
 */
public record Mention(String postId, int count, String displayName, Instant eventTime) {

    public Mention {
        requireNonNull(postId, "postId");
        requireNonNull(displayName, "displayName");
        requireNonNull(eventTime, "eventTime");
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, is " + count);
        }
    }

    /** Returns the same mention under another form of the name. */
    public Mention displayedAs(String form) {
        return form.equals(displayName) ? this : new Mention(postId, count, form, eventTime);
    }
}
