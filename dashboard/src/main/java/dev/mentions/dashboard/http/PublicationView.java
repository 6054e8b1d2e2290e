package dev.mentions.dashboard.http;

import java.time.Instant;
import java.util.List;

/**
 * A publication.
 *
 * @param windows the newest ones, oldest first
 */
record PublicationView(
        int generation,
        Instant asOf,
        String id,
        String key,
        String name,
        long articles,
        Instant updatedAt,
        List<WindowView> windows)
        implements Table {

    @Override
    public String fileName() {
        return "windows";
    }

    @Override
    public List<String> header() {
        return List.of("start", "end", "articles");
    }

    @Override
    public List<List<Object>> rows() {
        return windows.stream()
                .map(window -> List.<Object>of(window.start(), window.end(), window.articles()))
                .toList();
    }
}
