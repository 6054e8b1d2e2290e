package dev.mentions.dashboard.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Follows the counts live. */
final class TestViewer implements AutoCloseable {

    private final HttpResponse<Stream<String>> answer;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Thread reader;

    record Event(String name, JsonNode data) {}

    TestViewer(TestDashboard dashboard) throws Exception {
        this.answer = dashboard
                .http()
                .send(HttpRequest.newBuilder(dashboard.address("/events")).build(), BodyHandlers.ofLines());
        this.reader = new Thread(this::read, "viewer");
        reader.setDaemon(true);
        reader.start();
    }

    HttpResponse<Stream<String>> answer() {
        return answer;
    }

    List<Event> events() {
        return events;
    }

    List<Event> events(String name) {
        return events.stream().filter(event -> event.name().equals(name)).toList();
    }

    private void read() {
        String[] name = {""};
        try {
            answer.body().forEach(line -> {
                if (line.startsWith("event: ")) {
                    name[0] = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(name[0], json(line.substring(6))));
                }
            });
        } catch (RuntimeException e) {
            // Closed, by this side or the other.
        }
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        answer.body().close();
    }
}
