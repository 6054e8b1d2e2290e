package dev.mentions.cli.command;

import dev.mentions.cli.pipeline.Rebuild;
import dev.mentions.cli.pipeline.StoredPosts;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells what a rebuild did. */
final class RebuildReport {

    private RebuildReport() {}

    static void print(Rebuild.Report report, PrintWriter out) {
        StoredPosts posts = report.posts();
        out.printf(
                Locale.ROOT,
                "rebuild: counting %,d stored posts again%s, as generation %d%n",
                posts.count(),
                posts.oldest() == null ? "" : ", accepted from " + posts.oldest() + " to " + posts.newest(),
                report.current().number());
        posts.begins().forEach((partition, begin) -> {
            if (begin > 0) {
                out.printf(
                        Locale.ROOT,
                        "rebuild: partition %d begins at offset %,d; the posts before it are gone and not counted%n",
                        partition,
                        begin);
            }
        });
        report.lost().forEach(lost -> out.printf("rebuild: lost and not counted: %s%n", lost));
        if (!report.deleted().isEmpty()) {
            out.printf(
                    "rebuild: deleted generation %s%n",
                    report.deleted().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        if (report.documentsLost()) {
            out.printf("rebuild: Firestore's log could not be read, so promotions and replays are lost; if another"
                    + " generation than 1 was current, run 'mentions replay' with its options again%n");
        }
    }
}
