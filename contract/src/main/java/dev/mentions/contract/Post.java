package dev.mentions.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One article as it was accepted.
 *
 * @param id the sender's id of the post, unique within its publication; the key on the posts topic
 * @param publication the publication's name as the sender wrote it; see {@link PublicationKey} for its identity and
 *     {@link PublicationName} for how it is displayed
 * @param title headline, if there is one
 * @param url where the article stands, if known
 * @param publishedAt event time; the moment of acceptance (the record's timestamp) stands in where it is absent
 * @param content the text that names are taken from
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Post(
        String id,
        String publication,
        @Nullable String title,
        @Nullable String url,
        @Nullable Instant publishedAt,
        String content) {

    public Post {
        requireNonNull(id, "id");
        requireNonNull(publication, "publication");
        requireNonNull(content, "content");
    }
}
