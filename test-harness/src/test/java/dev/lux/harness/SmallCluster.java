package dev.lux.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tests with processes of their own that wait for half of their time, and have no bounds that a busy machine would break:
 * one of them runs at a time, beside others, also beside one of the {@link WholeMachine}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("a small cluster")
@Execution(ExecutionMode.CONCURRENT)
public @interface SmallCluster {}
