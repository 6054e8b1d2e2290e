package dev.mentions.cli;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.mentions.dashboard.config.DashboardConfig;
import dev.mentions.producer.config.ProducerConfig;
import dev.mentions.service.AllowedHosts;
import dev.mentions.service.ListenAddress;
import dev.mentions.service.Settings;
import dev.mentions.service.SettingsException;
import dev.mentions.sink.config.SinkConfig;
import dev.mentions.streams.config.StreamsAppConfig;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The manifests in {@code docker/kubernetes} have the form that Kubernetes knows, fit each other, and suit the services. */
class KubernetesManifestsTest {

    private static final Path DIRECTORY = Path.of("..", "docker", "kubernetes");
    private static final String KUSTOMIZATION = "kustomization.yaml";

    private static final Map<String, Class<? extends HasMetadata>> TYPES = Stream.of(
                    ConfigMap.class,
                    Deployment.class,
                    Namespace.class,
                    NetworkPolicy.class,
                    PodDisruptionBudget.class,
                    Secret.class,
                    Service.class,
                    ServiceAccount.class,
                    StatefulSet.class)
            .collect(toMap(KubernetesManifestsTest::type, type -> type));

    private static final Map<String, Consumer<Settings>> SERVICES = Map.of(
            "producer", ProducerConfig::from,
            "streams-app", StreamsAppConfig::from,
            "firestore-sink", SinkConfig::from,
            "dashboard", DashboardConfig::from);

    /** The model keeps what it does not know, for versions to come. Here that is a mistake, as it is for the API server. */
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            })
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final List<HasMetadata> manifests = new ArrayList<>();
    private JsonNode kustomization;

    /** What runs pods, whatever keeps them running. */
    private record Workload(String name, LabelSelector selector, PodTemplateSpec template) {

        PodSpec pod() {
            return template.getSpec();
        }

        Container container() {
            return pod().getContainers().get(0);
        }
    }

    @BeforeEach
    void read() throws IOException {
        kustomization = MAPPER.readTree(DIRECTORY.resolve(KUSTOMIZATION).toFile());
        for (JsonNode file : kustomization.path("resources")) {
            try (var documents = MAPPER.readerFor(JsonNode.class)
                    .<JsonNode>readValues(DIRECTORY.resolve(file.textValue()).toFile())) {
                while (documents.hasNext()) {
                    JsonNode document = documents.next();
                    String type = document.path("apiVersion").textValue()
                            + '/'
                            + document.path("kind").textValue();
                    assertThat(TYPES).containsKey(type);
                    manifests.add(MAPPER.treeToValue(document, TYPES.get(type)));
                }
            }
        }
    }

    @Test
    void shouldApplyEveryFileThatIsThere() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals(KUSTOMIZATION)))
                    .containsExactlyInAnyOrderElementsOf(texts(kustomization.path("resources"), ""));
        }
    }

    @Test
    void shouldRunTheImageOfEveryServiceWithAVersion() {
        assertThat(workloads().map(Workload::name)).containsExactlyInAnyOrderElementsOf(SERVICES.keySet());
        assertThat(workloads().map(workload -> workload.container().getImage()))
                .containsExactlyInAnyOrderElementsOf(texts(kustomization.path("images"), "name"));
        assertThat(texts(kustomization.path("images"), "newTag")).doesNotContain("latest");
    }

    @Test
    void shouldGiveEachServiceSettingsThatItTakes() {
        assertThat(workloads())
                .allSatisfy(workload -> assertThat(settings(workload).known()).isNotEmpty());
    }

    @Test
    void shouldSetNothingThatNoServiceKnows() {
        Set<String> set = new TreeSet<>();
        Set<String> known = new TreeSet<>(Set.of(
                "MENTIONS_LOG_FORMAT",
                "MENTIONS_MANAGEMENT_ALLOWED_HOSTS",
                "MENTIONS_MANAGEMENT_HOST",
                "MENTIONS_MANAGEMENT_PORT"));
        workloads().forEach(workload -> {
            set.addAll(environment(workload.container()).keySet());
            settings(workload).known().forEach(key -> known.add(Settings.variable(key)));
        });
        set.removeIf(variable -> variable.startsWith("MENTIONS_KAFKA_"));

        assertThat(known).containsAll(set);
    }

    @Test
    void shouldTakeNoPostsUntilAKeyIsFilledIn() {
        Map<String, String> environment = environment(workload("producer").container());

        assertThatThrownBy(() -> ProducerConfig.from(new Settings(Map.of(), environment)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("http.host");
    }

    /** A container's ports are named like the sections of the settings that they are told in. */
    @Test
    void shouldAnswerForTheNamesOfItsServicesAndPods() {
        String namespace = "." + kustomization.path("namespace").textValue();
        of(Service.class).forEach(service -> {
            String name = service.getMetadata().getName();
            Map<String, String> environment = environment(workload(name).container());
            service.getSpec().getPorts().forEach(port -> {
                AllowedHosts hosts = new AllowedHosts(ListenAddress.from(
                        new Settings(Map.of(), environment),
                        port.getTargetPort().getStrVal(),
                        0));
                for (String domain : List.of("", namespace, namespace + ".svc", namespace + ".svc.cluster.local")) {
                    String pod = "None".equals(service.getSpec().getClusterIP()) ? name + "-0." : "";
                    assertThat(List.of(name + domain, pod + name + domain + ":" + port.getPort()))
                            .allSatisfy(host -> assertThat(hosts.accepts(host)).isTrue());
                }
                assertThat(hosts.accepts("10.1.2.3:9400")).isTrue();
                assertThat(hosts.accepts("evil.example")).isFalse();
            });
        });
    }

    @Test
    void shouldProbeThePortThatTheServicesListenOn() {
        workloads().forEach(workload -> {
            Container container = workload.container();
            Map<String, Integer> ports = new HashMap<>();
            container.getPorts().forEach(port -> ports.put(port.getName(), port.getContainerPort()));
            assertThat(ports)
                    .containsEntry(
                            "management", Integer.valueOf(environment(container).get("MENTIONS_MANAGEMENT_PORT")));
            assertProbe(container.getStartupProbe(), "/health/live");
            assertProbe(container.getLivenessProbe(), "/health/live");
            assertProbe(container.getReadinessProbe(), "/health/ready");
        });
    }

    @Test
    void shouldRunWithoutRightsAndWithinBounds() {
        workloads().forEach(workload -> {
            Container container = workload.container();
            assertThat(workload.pod().getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getResources().getRequests()).containsOnlyKeys("cpu", "memory");
            assertThat(container.getResources().getLimits()).containsOnlyKeys("cpu", "memory");
        });
    }

    @Test
    void shouldLetOnePodOfEachGoAtATime() {
        workloads()
                .forEach(workload -> assertThat(of(PodDisruptionBudget.class))
                        .filteredOn(budget -> matches(budget.getSpec().getSelector(), workload))
                        .singleElement()
                        .satisfies(budget -> assertThat(
                                        budget.getSpec().getMaxUnavailable().getIntVal())
                                .isEqualTo(1)));
    }

    @Test
    void shouldSelectThePodsThatAreMeant() {
        workloads()
                .forEach(workload -> assertThat(matches(workload.selector(), workload))
                        .as(workload.name())
                        .isTrue());
        assertThat(of(Service.class))
                .hasSize(3)
                .allSatisfy(service -> assertThat(workload(service.getMetadata().getName())
                                .template()
                                .getMetadata()
                                .getLabels())
                        .containsAllEntriesOf(service.getSpec().getSelector()));
        assertThat(of(NetworkPolicy.class))
                .allSatisfy(policy -> assertThat(workloads()
                                .filter(workload -> matches(policy.getSpec().getPodSelector(), workload)))
                        .isNotEmpty());
    }

    @Test
    void shouldKeepNameAndStateOfAStreamsApp() {
        Container container = workload("streams-app").container();

        assertThat(container.getEnv())
                .filteredOn(variable -> variable.getName().equals("MENTIONS_INSTANCE_ID"))
                .singleElement()
                .satisfies(variable -> assertThat(
                                variable.getValueFrom().getFieldRef().getFieldPath())
                        .isEqualTo("metadata.name"));
        assertThat(of(StatefulSet.class)).singleElement().satisfies(set -> {
            String volume =
                    set.getSpec().getVolumeClaimTemplates().get(0).getMetadata().getName();
            assertThat(container.getVolumeMounts())
                    .filteredOn(mount -> mount.getName().equals(volume))
                    .extracting("mountPath")
                    .containsExactly(environment(container).get("MENTIONS_STATE_DIR"));
        });
    }

    /** Returns the settings of a service that has read them, with a key filled in where one is to be. */
    private Settings settings(Workload workload) {
        Map<String, String> environment = environment(workload.container());
        environment.computeIfPresent("MENTIONS_API_KEYS", (name, none) -> "0".repeat(64));
        Settings settings = new Settings(Map.of(), environment);
        SERVICES.get(workload.name()).accept(settings);
        return settings;
    }

    private static void assertProbe(Probe probe, String path) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
    }

    /** Returns what a container's processes see, as far as the manifests say it. */
    private Map<String, String> environment(Container container) {
        Map<String, String> environment = new HashMap<>();
        for (EnvFromSource source : container.getEnvFrom()) {
            environment.putAll(
                    source.getConfigMapRef() != null
                            ? named(ConfigMap.class, source.getConfigMapRef().getName())
                                    .getData()
                            : named(Secret.class, source.getSecretRef().getName())
                                    .getStringData());
        }
        for (EnvVar variable : container.getEnv()) {
            environment.put(variable.getName(), variable.getValue() == null ? "streams-app-0" : variable.getValue());
        }
        return environment;
    }

    private Stream<Workload> workloads() {
        return Stream.concat(
                of(Deployment.class).stream()
                        .map(one -> new Workload(
                                one.getMetadata().getName(),
                                one.getSpec().getSelector(),
                                one.getSpec().getTemplate())),
                of(StatefulSet.class).stream()
                        .map(one -> new Workload(
                                one.getMetadata().getName(),
                                one.getSpec().getSelector(),
                                one.getSpec().getTemplate())));
    }

    private Workload workload(String name) {
        return workloads()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean matches(LabelSelector selector, Workload workload) {
        Map<String, String> labels = workload.template().getMetadata().getLabels();
        return labels.entrySet().containsAll(selector.getMatchLabels().entrySet())
                && selector.getMatchExpressions().stream()
                        .allMatch(expression -> expression.getOperator().equals("In")
                                && expression.getValues().contains(labels.get(expression.getKey())));
    }

    private <T extends HasMetadata> List<T> of(Class<T> type) {
        return manifests.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private <T extends HasMetadata> T named(Class<T> type, String name) {
        return of(type).stream()
                .filter(one -> one.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String type(Class<? extends HasMetadata> type) {
        return HasMetadata.getApiVersion(type) + '/' + HasMetadata.getKind(type);
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(element -> field.isEmpty()
                        ? element.textValue()
                        : element.path(field).textValue())
                .toList();
    }
}
