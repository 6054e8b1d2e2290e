package dev.mentions.dashboard.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Two publications side by side. */
record CompareView(
        int generation, Instant asOf, Side a, Side b, List<EntityView> onlyA, List<EntityView> onlyB, List<Shared> both)
        implements Table {

    /** @param articles of all time */
    record Side(String id, String name, long articles) {}

    record Shared(String id, String kind, String key, String text, long countA, long countB) {}

    @Override
    public String fileName() {
        return "comparison";
    }

    @Override
    public List<String> header() {
        return List.of("id", "kind", "key", "text", "countA", "countB");
    }

    @Override
    public List<List<Object>> rows() {
        List<List<Object>> rows = new ArrayList<>();
        onlyA.forEach(one -> rows.add(List.of(one.id(), one.kind(), one.key(), one.text(), one.count(), 0)));
        onlyB.forEach(one -> rows.add(List.of(one.id(), one.kind(), one.key(), one.text(), 0, one.count())));
        both.forEach(one -> rows.add(List.of(one.id(), one.kind(), one.key(), one.text(), one.countA(), one.countB())));
        return rows;
    }
}
