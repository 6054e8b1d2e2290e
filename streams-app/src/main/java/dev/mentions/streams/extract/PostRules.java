package dev.mentions.streams.extract;

import dev.mentions.contract.Post;
import dev.mentions.contract.PublicationKey;
import dev.mentions.streams.count.Unicode;
import dev.mentions.streams.count.Windows;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a record on the posts topic must be, whoever wrote it. The producer's own rules are stricter; these keep out
 * what would break the counting or the documents behind it.
 */
public final class PostRules {

    /** The longest id, publication name and publication key, in UTF-16 units; normalising may make a name longer. */
    public static final int MAX_NAME_LENGTH = 4_000;

    private PostRules() {}

    /**
     * Returns which rule a record breaks, in words that hold nothing of its content; empty when it breaks none.
     *
     * @param key the record's key, which has to be the post's id, so that repeats meet in one partition
     */
    public static Optional<String> violation(@Nullable String key, @Nullable Post post) {
        if (post == null) {
            return Optional.of("there is no post, only a tombstone");
        }
        if (post.id().isBlank()) {
            return Optional.of("id is blank");
        }
        if (!post.id().equals(key)) {
            return Optional.of("the record's key is not the post's id");
        }
        if (post.id().length() > MAX_NAME_LENGTH) {
            return Optional.of("id is longer than " + MAX_NAME_LENGTH);
        }
        String publicationKey = PublicationKey.of(post.publication());
        if (publicationKey.isEmpty()) {
            return Optional.of("publication is blank");
        }
        if (Math.max(post.publication().length(), publicationKey.length()) > MAX_NAME_LENGTH) {
            return Optional.of("publication is longer than " + MAX_NAME_LENGTH);
        }
        if (post.content().isBlank()) {
            return Optional.of("content is blank");
        }
        if (post.publishedAt() != null && post.publishedAt().isBefore(Windows.EARLIEST)) {
            return Optional.of("publishedAt is before " + Windows.EARLIEST);
        }
        if (!Unicode.isWellFormed(post.id())
                || !Unicode.isWellFormed(post.publication())
                || !Unicode.isWellFormed(post.content())) {
            return Optional.of("text has half of a surrogate pair");
        }
        return Optional.empty();
    }
}
