package dev.lux.harness.budget;

/**
 * What one operation may allocate.
 *
 * @param benchmark the method
 * @param bytes that it may allocate, on a 64-bit JVM with compressed references
 */
record Budget(String benchmark, int bytes) {}
