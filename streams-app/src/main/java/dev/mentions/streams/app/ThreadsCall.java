package dev.mentions.streams.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mentions.service.CallRefusedException;
import dev.mentions.service.ManagementCall;
import dev.mentions.streams.config.Role;
import dev.mentions.streams.runtime.StreamThreads;
import dev.mentions.streams.runtime.StreamsRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** {@code /threads}: tells how many stream threads each application has here, and changes it without a stop. */
final class ThreadsCall {

    private static final int MOST_THREADS = 1_000;

    /** Less than an answer on the management port may take. */
    private static final Duration WAIT = Duration.ofSeconds(20);

    private static final String FORM = "The body is to be such as {\"application\":\"extract\",\"threads\":4}: ";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final StreamsService service;
    private final Duration wait;

    /** The last change of each application, which may be under way. */
    private final Map<Role, CompletableFuture<Void>> changes = new EnumMap<>(Role.class);

    private record Wanted(Role role, int threads) {}

    private record Application(
            String application,
            String applicationId,
            String state,
            int threads,
            int running,
            int idle,
            int tasks,
            int standbys) {

        static Application of(Role role, StreamsRunner runner) {
            StreamThreads now = runner.threads();
            return new Application(
                    name(role),
                    runner.applicationId(),
                    runner.state().name(),
                    now.threads(),
                    now.running(),
                    now.idle(),
                    now.tasks(),
                    now.standbys());
        }
    }

    private record Applications(List<Application> applications) {}

    ThreadsCall(StreamsService service) {
        this(service, WAIT);
    }

    /** @param wait how long a change may take until it is answered as under way */
    ThreadsCall(StreamsService service, Duration wait) {
        this.service = service;
        this.wait = wait;
    }

    ManagementCall call() {
        return new ManagementCall("/threads", Map.of("GET", this::tell, "POST", this::change));
    }

    private ManagementCall.Answer tell(ManagementCall.Request request) throws CallRefusedException {
        refuseParameters(request);
        return now(200);
    }

    private ManagementCall.Answer change(ManagementCall.Request request) throws CallRefusedException {
        refuseParameters(request);
        Wanted wanted = wanted(request.body());
        CompletableFuture<Void> change = begin(wanted);
        try {
            change.get(wait.toMillis(), TimeUnit.MILLISECONDS);
            return now(200);
        } catch (TimeoutException e) {
            // A thread ends when the posts it has fetched are done; the change goes on.
            return now(202);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IllegalStateException notNow) {
                throw new CallRefusedException(409, notNow.getMessage());
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallRefusedException(503, "The service stops");
        }
    }

    private synchronized CompletableFuture<Void> begin(Wanted wanted) throws CallRefusedException {
        if (!service.running().containsKey(wanted.role())) {
            throw new CallRefusedException(
                    409,
                    "The application " + name(wanted.role()) + " does not run here; "
                            + (service.running().isEmpty() ? "none does yet" : "what does is " + names()));
        }
        CompletableFuture<Void> last = changes.get(wanted.role());
        if (last != null && !last.isDone()) {
            throw new CallRefusedException(
                    409, "The threads of " + name(wanted.role()) + " are being changed already; ask again later");
        }
        CompletableFuture<Void> change = CompletableFuture.runAsync(
                () -> service.resize(wanted.role(), wanted.threads()), ThreadsCall::onItsOwnThread);
        changes.put(wanted.role(), change);
        return change;
    }

    private static void onItsOwnThread(Runnable change) {
        Thread thread = new Thread(change, "change-threads");
        thread.setDaemon(true);
        thread.start();
    }

    private static Wanted wanted(byte[] body) throws CallRefusedException {
        JsonNode json = read(body);
        if (!json.isObject()) {
            throw new CallRefusedException(400, FORM + "it is no JSON object");
        }
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!field.getKey().equals("application") && !field.getKey().equals("threads")) {
                throw new CallRefusedException(400, FORM + "'" + field.getKey() + "' is not known");
            }
        }
        Role role = Stream.of(Role.EXTRACT, Role.COUNT)
                .filter(known -> name(known).equals(json.path("application").textValue()))
                .findFirst()
                .orElseThrow(() -> new CallRefusedException(400, FORM + "application is extract or count"));
        JsonNode threads = json.path("threads");
        if (!threads.isInt() || threads.intValue() < 1 || threads.intValue() > MOST_THREADS) {
            throw new CallRefusedException(400, FORM + "threads is a whole number from 1 to " + MOST_THREADS);
        }
        return new Wanted(role, threads.intValue());
    }

    private static JsonNode read(byte[] body) throws CallRefusedException {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new CallRefusedException(400, FORM + "it is no JSON");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ManagementCall.Answer now(int status) {
        List<Application> applications = service.running().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(running -> Application.of(running.getKey(), running.getValue()))
                .toList();
        try {
            return new ManagementCall.Answer(status, MAPPER.writeValueAsBytes(new Applications(applications)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuseParameters(ManagementCall.Request request) throws CallRefusedException {
        if (!request.parameters().isEmpty()) {
            throw new CallRefusedException(400, "/threads takes no parameters in its address");
        }
    }

    private String names() {
        return String.join(
                ", ",
                service.running().keySet().stream()
                        .map(ThreadsCall::name)
                        .sorted()
                        .toList());
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
