package dev.lux.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The JSON of a command: written out, {@code @file}, or {@code -} for standard input. Its bytes are not changed. */
final class Content {
    private Content() {}

    static byte[] read(String argument, InputStream in) {
        byte[] json = bytes(argument, in);
        if (!RawJson.isOneValue(json)) {
            throw CliException.usage("Not one JSON value: "
                    + Text.shorten(Text.visible(new String(json, StandardCharsets.UTF_8)), 60)
                    + " (a string needs its quotes: '\"text\"').");
        }
        return json;
    }

    private static byte[] bytes(String argument, InputStream in) {
        try {
            if (argument.equals("-")) {
                return in.readAllBytes();
            }
            if (argument.startsWith("@")) {
                return Files.readAllBytes(Path.of(argument.substring(1)));
            }
            return argument.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CliException.usage("Cannot read " + Text.visible(argument) + ".");
        }
    }
}
