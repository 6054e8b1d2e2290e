package dev.mentions.dashboard.cloud;

import dev.mentions.contract.EntityKind;

/** The colours of a cloud, each of at least 4.5 to 1 on the background. */
public enum CloudTheme {
    LIGHT("#ffffff", "#0b5394", "#9c2f00", "#1b6b2f", "#5b3a8e"),
    DARK("#13171f", "#8ec5ff", "#ffb08a", "#8fd9a3", "#cdb4ff");

    private final String background;
    private final String person;
    private final String organization;
    private final String location;
    private final String other;

    CloudTheme(String background, String person, String organization, String location, String other) {
        this.background = background;
        this.person = person;
        this.organization = organization;
        this.location = location;
        this.other = other;
    }

    String background() {
        return background;
    }

    String colour(EntityKind kind) {
        return switch (kind) {
            case PERSON -> person;
            case ORGANIZATION -> organization;
            case LOCATION -> location;
            case MISC, ARTICLE -> other;
        };
    }
}
