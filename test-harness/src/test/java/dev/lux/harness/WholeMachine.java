package dev.lux.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tests that keep every core busy, and those with bounds in seconds that such ones would break: one of them runs at a
 * time. Others, which mostly wait, may run beside it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("the whole machine")
public @interface WholeMachine {}
