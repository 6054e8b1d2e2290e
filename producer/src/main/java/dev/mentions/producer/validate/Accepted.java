package dev.mentions.producer.validate;

import static java.util.Objects.requireNonNull;

import dev.mentions.contract.Post;

/**
 * A post that keeps every rule.
 *
 * @param post as it goes onto the posts topic
 */
public record Accepted(Post post) implements Verdict {

    public Accepted {
        requireNonNull(post, "post");
    }
}
