package dev.mentions.cli.command;

import dev.mentions.generations.registry.LogPosition;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a position in the log. */
final class LogPositionConverter implements ITypeConverter<LogPosition> {

    @Override
    public LogPosition convert(String text) {
        try {
            return LogPosition.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
