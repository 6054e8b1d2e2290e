package dev.mentions.service;

import java.util.Map;

/**
 * How a service is.
 *
 * @param live false only when nothing but a restart helps
 * @param ready whether it can do its work now
 * @param details what it knows about itself, for a person; never secrets, never content
 */
public record Health(boolean live, boolean ready, Map<String, String> details) {

    public Health {
        details = Map.copyOf(details);
    }
}
