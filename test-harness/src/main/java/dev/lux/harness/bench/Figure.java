package dev.lux.harness.bench;

/**
 * One measured number of one server.
 *
 * @param name what it is
 * @param unit of the value
 */
record Figure(String name, String unit, double value) {}
