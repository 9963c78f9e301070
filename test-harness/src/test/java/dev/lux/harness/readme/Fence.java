package dev.lux.harness.readme;

import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a Markdown page.
 *
 * @param language what stands after the opening fence
 */
record Fence(String language, String text) {
    static List<Fence> in(String markdown) {
        List<Fence> fences = new ArrayList<>();
        String language = null;
        StringBuilder text = new StringBuilder();
        for (String line : markdown.lines().toList()) {
            if (!line.startsWith("```")) {
                text.append(line).append('\n');
            } else if (language == null) {
                language = line.substring(3).strip();
                text.setLength(0);
            } else {
                fences.add(new Fence(language, text.toString()));
                language = null;
            }
        }
        if (language != null) {
            throw new IllegalArgumentException("a fence that does not end");
        }
        return fences;
    }
}
