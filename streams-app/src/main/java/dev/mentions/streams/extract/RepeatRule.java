package dev.mentions.streams.extract;

import java.time.Duration;
import java.time.Instant;

/** When a post with an id that its publication used before is the same post again. */
public final class RepeatRule {

    /** How far from the first acceptance a repeat is recognised, this moment included. */
    public static final Duration HORIZON = Duration.ofDays(7);

    private RepeatRule() {}

    /**
     * Returns whether a post is a repeat. Either acceptance may be the earlier one, because producers' clocks differ.
     *
     * @param first when the post with this id was first accepted
     * @param acceptance when this one was
     */
    public static boolean isRepeat(Instant first, Instant acceptance) {
        return Duration.between(first, acceptance).abs().compareTo(HORIZON) <= 0;
    }
}
