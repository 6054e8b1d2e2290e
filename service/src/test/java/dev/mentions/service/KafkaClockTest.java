package dev.mentions.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** With class loaders of its own, because a JVM's loader has a class of a name for good. */
class KafkaClockTest {

    @Test
    void shouldReplaceKafkasClockWhenKafkaComesFirstOnTheClassPath() throws Exception {
        try (URLClassLoader loader = loader(Time.class, KafkaClock.class)) {
            install(loader);

            assertThat(isSteady(loader)).isTrue();
        }
    }

    @Test
    void shouldReplaceKafkasClockWhenItComesFirstItself() throws Exception {
        try (URLClassLoader loader = loader(KafkaClock.class, Time.class)) {
            install(loader);

            assertThat(isSteady(loader)).isTrue();
        }
    }

    @Test
    void shouldDoNothingAtASecondCall() throws Exception {
        try (URLClassLoader loader = loader(Time.class, KafkaClock.class)) {
            install(loader);
            install(loader);

            assertThat(isSteady(loader)).isTrue();
        }
    }

    @Test
    void shouldRefuseWhenKafkasClockIsInUse() throws Exception {
        try (URLClassLoader loader = loader(Time.class, KafkaClock.class)) {
            assertThat(isSteady(loader)).isFalse();

            assertThatThrownBy(() -> install(loader))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Kafka's own clock org.apache.kafka.common.utils.SystemTime is in use."
                            + " Call KafkaClock.install before any class of Kafka is used");
        }
    }

    private static URLClassLoader loader(Class<?> first, Class<?> second) {
        URL[] path = Stream.of(first, second, LoggerFactory.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);
        return new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
    }

    private static void install(ClassLoader loader) throws Exception {
        try {
            loader.loadClass(KafkaClock.class.getName()).getMethod("install").invoke(null);
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
    }

    private static boolean isSteady(ClassLoader loader) throws ReflectiveOperationException {
        Object time = loader.loadClass(Time.class.getName()).getField("SYSTEM").get(null);
        return loader.loadClass(KafkaClock.Steady.class.getName()).isInstance(time);
    }
}
