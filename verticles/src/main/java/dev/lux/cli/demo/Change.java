package dev.lux.cli.demo;

import java.time.Duration;
import java.util.Map;

/**
 * One write of the script.
 *
 * @param at after the start, at speed 1
 * @param id the document
 * @param data what it becomes; empty to delete it
 */
public record Change(Duration at, String id, Map<String, Object> data) {
    public boolean isDelete() {
        return data.isEmpty();
    }
}
