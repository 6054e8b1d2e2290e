package dev.mentions.producer.validate;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a post that are read. All others are ignored. */
enum PostField {
    ID("id"),
    PUBLICATION("publication"),
    TITLE("title"),
    URL("url"),
    PUBLISHED_AT("publishedAt"),
    /** What the All-the-News archive calls {@link #PUBLISHED_AT}, which goes before it. */
    DATE("date"),
    CONTENT("content");

    private static final Map<String, PostField> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(PostField::jsonName, Function.identity()));

    private final String jsonName;

    PostField(String jsonName) {
        this.jsonName = jsonName;
    }

    String jsonName() {
        return jsonName;
    }

    /** Returns the field of that name, null for one that is ignored. */
    static @Nullable PostField named(String jsonName) {
        return BY_NAME.get(jsonName);
    }
}
