package dev.mentions.producer.validate;

import org.jspecify.annotations.Nullable;

/**
 * A post as it was sent, not judged yet. Null stands for a field that is absent.
 *
 * @param id the sender's id
 * @param publication the publication's name
 * @param title headline
 * @param url where the article stands
 * @param publishedAt a date or a time in ISO-8601
 * @param date stands in where {@code publishedAt} is absent
 * @param content the article's text
 */
public record PostDraft(
        @Nullable String id,
        @Nullable String publication,
        @Nullable String title,
        @Nullable String url,
        @Nullable String publishedAt,
        @Nullable String date,
        @Nullable String content)
        implements ParsedPost {}
