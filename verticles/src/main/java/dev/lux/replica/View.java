package dev.lux.replica;

/**
 * Which part of a document a stream may see. Frames are shared between streams with the same view.
 *
 * @param name names the view; equal names see the same bytes
 */
public record View(String name) {
    /** Everything. */
    public static final View WHOLE = new View("whole");
}
