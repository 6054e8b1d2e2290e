package dev.mentions.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keeps the table of modules in docs/ARCHITECTURE.md true. */
class ArchitectureTest {

    /** Each module's base package, and the modules of ours that it may use. */
    private static final Map<String, List<String>> MAY_USE = Map.of(
            "contract", List.of(),
            "service", List.of("contract"),
            "http", List.of("service"),
            "ner", List.of(),
            "embedded", List.of(),
            "producer", List.of("contract", "http", "service"),
            "streams", List.of("contract", "ner", "service"),
            "sink", List.of("contract", "service"),
            "generations", List.of("contract"),
            "dashboard", List.of("contract", "generations", "http", "service"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.mentions");

    @TestFactory
    List<DynamicTest> shouldKeepEachModuleToWhatItMayUse() {
        return MAY_USE.entrySet().stream()
                .map(module -> DynamicTest.dynamicTest(module.getKey(), () -> {
                    String[] forbidden = Stream.concat(MAY_USE.keySet().stream(), Stream.of("cli"))
                            .filter(other -> !other.equals(module.getKey()))
                            .filter(other -> !module.getValue().contains(other))
                            .map(ArchitectureTest::packages)
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage(packages(module.getKey()))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbidden)
                            .check(CLASSES);
                }))
                .toList();
    }

    @Test
    void shouldKnowEveryModule() {
        classes()
                .that()
                .resideInAPackage("dev.mentions..")
                .should()
                .resideInAnyPackage(Stream.concat(MAY_USE.keySet().stream(), Stream.of("cli"))
                        .map(ArchitectureTest::packages)
                        .toArray(String[]::new))
                .check(CLASSES);
        for (String module : MAY_USE.keySet()) {
            assertThat(CLASSES.stream().filter(type -> type.getPackageName().startsWith("dev.mentions." + module)))
                    .as("classes of " + module)
                    .isNotEmpty();
        }
    }

    @Test
    void shouldKeepRulesFreeOfKafkaFirestoreAndHttp() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.mentions.ner..",
                        "dev.mentions.streams.count..",
                        "dev.mentions.streams.extract..",
                        "dev.mentions.sink.plan..",
                        "dev.mentions.producer.validate..",
                        "dev.mentions.dashboard.cloud..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "com.google.cloud..", "io.grpc..", "io.javalin..")
                .check(CLASSES);
    }

    @Test
    void shouldHaveNoCyclesBetweenPackages() {
        slices().matching("dev.mentions.(*).(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    private static String packages(String module) {
        return "dev.mentions." + module + "..";
    }
}
