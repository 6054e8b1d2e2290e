package dev.mentions.systemtests.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mentions.cli.upload.PostClient;
import dev.mentions.systemtests.load.PostSource.SentPost;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One client, with the habits of many: it sends posts alone and in streams, gives up too early and sends again, sends
 * twice at once, sends again what was accepted long ago, and sends rubbish. Whatever it sends it sends until it has an
 * answer, so that at the end it knows of every post what became of it.
 */
final class Client implements Runnable {

    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final int REMEMBERED = 500;
    private static final int LARGEST_BATCH = 40;
    private static final Set<Integer> TRY_AGAIN = Set.of(503, 504);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final URI producer;
    private final PostClient streams;
    private final Random random;
    private final PostSource source;
    private final Journal journal;
    private final Duration pace;
    private final BooleanSupplier goOn;
    private final List<SentPost> remembered = new ArrayList<>();

    /**
     * @param pace time from post to post
     * @param goOn whether to begin something new
     */
    Client(URI producer, long seed, String name, Journal journal, Duration pace, BooleanSupplier goOn)
            throws IOException {
        this.producer = producer;
        this.streams = new PostClient(producer, null);
        this.random = new Random(seed);
        this.source = new PostSource(random, name);
        this.journal = journal;
        this.pace = pace;
        this.goOn = goOn;
    }

    @Override
    public void run() {
        try {
            while (goOn.getAsBoolean()) {
                int posts = errand();
                TimeUnit.NANOSECONDS.sleep(pace.multipliedBy(posts).toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
            journal.complain("a client failed: " + e);
        }
    }

    /** Does one thing and returns how many posts that was. */
    private int errand() throws InterruptedException, ExecutionException {
        switch (random.nextInt(12)) {
            case 0, 1 -> single("posts", 202);
            case 2 -> single("post/enqueue", 201);
            case 3, 4 -> impatient();
            case 5, 6 -> twiceAtOnce();
            case 7 -> again();
            case 8 -> changed();
            case 9 -> rubbish();
            default -> {
                return stream();
            }
        }
        return 1;
    }

    private void single(String path, int expected) throws InterruptedException {
        SentPost post = source.next();
        accept(post, path, expected, PATIENT);
        remember(post);
        journal.done("alone to " + path);
    }

    private void impatient() throws InterruptedException {
        SentPost post = source.next();
        send(post.bytes(), "posts", "application/json", Duration.ofMillis(1 + random.nextInt(40)));
        accept(post, "posts", 202, PATIENT);
        remember(post);
        journal.done("again after giving up");
    }

    private void twiceAtOnce() throws InterruptedException, ExecutionException {
        SentPost post = source.next();
        List<CompletableFuture<HttpResponse<String>>> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            both.add(http.sendAsync(
                    request(post.bytes(), "posts", "application/json", PATIENT),
                    HttpResponse.BodyHandlers.ofString(UTF_8)));
        }
        boolean accepted = false;
        for (CompletableFuture<HttpResponse<String>> one : both) {
            accepted |= one.thenApply(HttpResponse::statusCode)
                            .exceptionally(error -> 503)
                            .get()
                    == 202;
        }
        if (accepted) {
            journal.accepted(post.bytes());
        } else {
            accept(post, "posts", 202, PATIENT);
        }
        remember(post);
        journal.done("twice at once");
    }

    /** Sends what was accepted before, unchanged. */
    private void again() throws InterruptedException {
        if (!remembered.isEmpty()) {
            SentPost post = remembered.get(random.nextInt(remembered.size()));
            until(202, post.bytes(), "posts", "application/json");
            journal.done("again, the same");
        }
    }

    /** Sends another text under an id that was accepted before: the first one stands. */
    private void changed() throws InterruptedException {
        List<SentPost> named = remembered.stream().filter(SentPost::named).toList();
        if (!named.isEmpty()) {
            SentPost post = source.changed(named.get(random.nextInt(named.size())));
            until(202, post.bytes(), "posts", "application/json");
            journal.done("again, changed");
        }
    }

    private void rubbish() throws InterruptedException {
        Rubbish rubbish = Rubbish.any(random);
        until(rubbish.status(), rubbish.body(), "posts", rubbish.type());
        journal.done("rubbish, refused with " + rubbish.status());
    }

    /** Sends many in one request, with lines between them that are no posts. */
    private int stream() throws InterruptedException {
        int size = 2 + random.nextInt(LARGEST_BATCH);
        List<byte[]> lines = new ArrayList<>();
        List<SentPost> posts = new ArrayList<>();
        Set<Integer> bad = new TreeSet<>();
        for (int i = 0; i < size; i++) {
            if (random.nextInt(15) == 0) {
                bad.add(lines.size());
                lines.add(Rubbish.line(random));
            } else {
                SentPost post = source.next();
                posts.add(post);
                lines.add(post.bytes());
            }
        }
        while (true) {
            PostClient.Answer answer = streams.send(lines);
            if (answer instanceof PostClient.Answer.Decided decided) {
                if (!decided.refusals().keySet().equals(bad)) {
                    journal.complain(
                            "of a stream, lines " + decided.refusals().keySet() + " were refused instead of " + bad);
                }
                posts.forEach(post -> {
                    journal.accepted(post.bytes());
                    remember(post);
                });
                journal.done("a stream");
                return size;
            } else if (answer instanceof PostClient.Answer.Never never) {
                journal.complain("a stream was refused: " + never.reason());
                return size;
            }
            pause();
        }
    }

    private void accept(SentPost post, String path, int expected, Duration timeout) throws InterruptedException {
        byte[] body = post.bytes();
        while (true) {
            int status = send(body, path, "application/json", timeout);
            if (status == expected) {
                journal.accepted(body);
                return;
            }
            if (!mayTryAgain(status)) {
                journal.complain("a post was answered with " + status);
                return;
            }
            pause();
        }
    }

    private void until(int expected, byte[] body, String path, String type) throws InterruptedException {
        while (true) {
            int status = send(body, path, type, PATIENT);
            if (status == expected) {
                return;
            }
            if (!mayTryAgain(status)) {
                journal.complain("answered " + status + " instead of " + expected);
                return;
            }
            pause();
        }
    }

    private boolean mayTryAgain(int status) {
        if (TRY_AGAIN.contains(status)) {
            journal.done(Journal.TOLD_TO_WAIT);
        }
        return status == 0 || TRY_AGAIN.contains(status);
    }

    /** Returns the status, 0 without an answer. */
    private int send(byte[] body, String path, String type, Duration timeout) throws InterruptedException {
        try {
            return http.send(request(body, path, type, timeout), HttpResponse.BodyHandlers.ofString(UTF_8))
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private HttpRequest request(byte[] body, String path, String type, Duration timeout) {
        return HttpRequest.newBuilder(producer.resolve(path))
                .timeout(timeout)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private void remember(SentPost post) {
        if (remembered.size() < REMEMBERED) {
            remembered.add(post);
        } else {
            remembered.set(random.nextInt(REMEMBERED), post);
        }
    }

    private void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(100 + random.nextInt(400));
    }
}
