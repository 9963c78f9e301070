package dev.lux.document;

import dev.lux.json.Part;
import java.util.List;

/**
 * Which part of which documents somebody may see, or change: what several patterns give of a document adds up.
 *
 * @param given in any order; of what no pattern contains, nothing is given
 */
public record DocumentParts(List<Given> given) {
    /** Of every document everything. */
    public static final DocumentParts WHOLE = new DocumentParts(List.of(new Given(new Pattern("", true), Part.ALL)));

    /** A part of each document of a pattern. */
    public record Given(Pattern pattern, Part part) {}

    public DocumentParts {
        given = List.copyOf(given);
    }

    /** What is given of a document. */
    public Part of(Pattern document) {
        Part part = Part.NONE;
        for (Given each : given) {
            if (each.pattern.contains(document)) {
                part = part.or(each.part);
            }
        }
        return part;
    }
}
