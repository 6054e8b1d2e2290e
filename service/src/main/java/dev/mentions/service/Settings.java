package dev.mentions.service;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A service's settings: a properties file, and the environment over it. The variable of {@code http.port} is
 * {@code MENTIONS_HTTP_PORT}: upper case, with {@code _} for every dot and hyphen.
 *
 * <p>A configuration reads its keys from here once, at start, and then calls {@link #refuseUnknown()}. Every method
 * that reads throws {@link SettingsException} when the value is not of its form. For one thread.
 */
public final class Settings {

    private static final String ENVIRONMENT_PREFIX = "MENTIONS_";

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private final Map<String, String> file;
    private final Map<String, String> environment;
    private final Set<String> known = new TreeSet<>();
    private final Set<String> passedThrough = new TreeSet<>();

    /**
     * @param file what the file says, by key
     * @param environment what the environment says, by variable
     */
    public Settings(Map<String, String> file, Map<String, String> environment) {
        this.file = Map.copyOf(file);
        this.environment = Map.copyOf(environment);
    }

    /**
     * Reads a properties file in UTF-8.
     *
     * @param file null for none
     */
    public static Settings load(@Nullable Path file, Map<String, String> environment) {
        if (file == null) {
            return new Settings(Map.of(), environment);
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new SettingsException("There is no settings file " + file);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException("Cannot read the settings file " + file + ": " + e.getMessage());
        }
        return new Settings(
                properties.stringPropertyNames().stream()
                        .collect(Collectors.toMap(Function.identity(), properties::getProperty)),
                environment);
    }

    /** Returns the variable that sets a key. */
    public static String variable(String key) {
        return ENVIRONMENT_PREFIX
                + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    public Optional<String> find(String key) {
        known.add(key);
        String value = environment.getOrDefault(variable(key), file.get(key));
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    /**
     * Returns a variable that is not ours: its name is a standard of another product. Not a key, so {@link #known()}
     * does not list it.
     */
    public Optional<String> standardVariable(String variable) {
        return Optional.ofNullable(environment.get(variable)).map(String::strip).filter(text -> !text.isEmpty());
    }

    public String text(String key, String otherwise) {
        return find(key).orElse(otherwise);
    }

    public String required(String key) {
        return find(key).orElseThrow(() -> new SettingsException(where(key) + " is required"));
    }

    /** Returns a whole number between {@code min} and {@code max}, both included. */
    public int integer(String key, int otherwise, int min, int max) {
        return find(key)
                .map(text -> {
                    try {
                        int value = Integer.parseInt(text);
                        if (value >= min && value <= max) {
                            return value;
                        }
                    } catch (NumberFormatException e) {
                        // Answered below, together with a number that is out of range.
                    }
                    throw wrong(key, text, "a whole number from " + min + " to " + max);
                })
                .orElse(otherwise);
    }

    public boolean flag(String key, boolean otherwise) {
        return find(key)
                .map(text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw wrong(key, text, "true or false");
                })
                .orElse(otherwise);
    }

    /** Returns a duration written as a whole number and a unit: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 7d}. */
    public Duration duration(String key, Duration otherwise) {
        return find(key)
                .map(text -> {
                    Matcher matcher = DURATION.matcher(text);
                    if (!matcher.matches()) {
                        throw wrong(key, text, "a duration such as 500ms, 30s, 5m, 12h or 7d");
                    }
                    long amount = Long.parseLong(matcher.group(1));
                    return switch (matcher.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        default -> Duration.ofDays(amount);
                    };
                })
                .orElse(otherwise);
    }

    public Path path(String key, Path otherwise) {
        return find(key).map(Path::of).orElse(otherwise);
    }

    /** Returns the constant of that name, written in any case, with hyphens for underscores. */
    public <E extends Enum<E>> E choice(String key, E otherwise) {
        E[] constants = otherwise.getDeclaringClass().getEnumConstants();
        return find(key)
                .map(text -> Arrays.stream(constants)
                        .filter(constant -> spelling(constant).equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> wrong(
                                key,
                                text,
                                "one of "
                                        + Arrays.stream(constants)
                                                .map(Settings::spelling)
                                                .collect(Collectors.joining(", ")))))
                .orElse(otherwise);
    }

    /** Returns the parts between commas, without blanks and empty ones. */
    public List<String> list(String key) {
        return find(key).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Returns the secret under {@code key}, or what stands in the file that {@code key.file} names. */
    public Optional<Secret> secret(String key) {
        Optional<Path> file = find(key + ".file").map(Path::of);
        Optional<String> inPlace = find(key);
        if (file.isPresent() && inPlace.isPresent()) {
            throw new SettingsException(where(key) + " and " + where(key + ".file") + " are both set; leave one");
        }
        return file.map(path -> {
                    try {
                        return Files.readString(path).strip();
                    } catch (IOException e) {
                        throw new SettingsException(where(key + ".file") + ": cannot read " + path);
                    }
                })
                .or(() -> inPlace)
                .map(Secret::new);
    }

    /**
     * Returns everything below {@code prefix} for a library that knows its own keys: {@code kafka.sasl.mechanism}, or
     * {@code MENTIONS_KAFKA_SASL_MECHANISM}, as {@code sasl.mechanism}.
     *
     * @param prefix with its final dot
     * @param owned keys, without the prefix, that are ours to set: naming one is an error
     */
    public Map<String, String> passThrough(String prefix, Set<String> owned) {
        passedThrough.add(prefix);
        Map<String, String> result = new TreeMap<>();
        file.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                result.put(key.substring(prefix.length()), value.strip());
            }
        });
        String variablePrefix = variable(prefix);
        environment.forEach((variable, value) -> {
            if (variable.startsWith(variablePrefix)) {
                String key = variable.substring(variablePrefix.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.');
                result.put(key, value.strip());
            }
        });
        for (String key : owned) {
            if (result.containsKey(key)) {
                throw new SettingsException(where(prefix + key) + " cannot be set: Mentions needs its own value");
            }
        }
        return result;
    }

    /**
     * Refuses what the file sets and nothing has asked for: most often a misspelt key. The environment is not judged,
     * because services share it.
     */
    public void refuseUnknown() {
        for (String key : new TreeSet<>(file.keySet())) {
            if (!known.contains(key) && passedThrough.stream().noneMatch(key::startsWith)) {
                throw new SettingsException(
                        "The settings file has " + key + ", which is not known here; known are " + known());
            }
        }
    }

    /** Returns every key that was asked for so far, sorted, and each prefix that is passed through, with a star. */
    public Set<String> known() {
        Set<String> keys = new TreeSet<>(known);
        passedThrough.forEach(prefix -> keys.add(prefix + "*"));
        return keys;
    }

    private static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static SettingsException wrong(String key, String text, String expected) {
        return new SettingsException(where(key) + " is '" + text + "', which is not " + expected);
    }

    private static String where(String key) {
        return key + " (" + variable(key) + ")";
    }
}
