package dev.mentions.streams.count;

import static java.util.Objects.requireNonNull;

/**
 * Which form of a name is displayed: the one that most posts have, by Boyer and Moore's majority vote. Each post has one
 * vote. It adds to the lead of the displayed form or takes from it; a form takes over when there is no lead left to take.
 *
 * <p>The lead is bounded, so that a publication that changes its spelling is displayed under the new one {@value #MAX_LEAD}
 * posts later, and a name that is well established costs no write.
 *
 * @param form the displayed form
 * @param lead by how many votes it leads, from 0 to {@value #MAX_LEAD}
 */
public record MajorityForm(String form, int lead) {

    public static final int MAX_LEAD = 32;

    public MajorityForm {
        requireNonNull(form, "form");
        if (lead < 0 || lead > MAX_LEAD) {
            throw new IllegalArgumentException("lead is " + lead + ", expected 0 to " + MAX_LEAD);
        }
    }

    /** Returns the outcome of the first vote. */
    public static MajorityForm first(String form) {
        return new MajorityForm(form, 1);
    }

    /** Returns the outcome after one more vote: this object if it changes nothing. */
    public MajorityForm plus(String vote) {
        if (vote.equals(form)) {
            return lead == MAX_LEAD ? this : new MajorityForm(form, lead + 1);
        }
        return lead == 0 ? first(vote) : new MajorityForm(form, lead - 1);
    }
}
