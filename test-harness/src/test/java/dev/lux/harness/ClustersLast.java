package dev.lux.harness;

import java.util.Comparator;
import java.util.Set;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * Tests that start whole clusters run last, so that what runs beside others is over by then; those that would disturb them
 * are {@link WholeMachine} as they are.
 */
public final class ClustersLast implements ClassOrderer {
    private static final Set<String> WITH_CLUSTERS = Set.of("chaos", "cluster", "deploy", "fault");

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(Comparator.comparing((ClassDescriptor each) -> startsClusters(each.getTestClass()))
                        .thenComparing(each -> each.getTestClass().getName()));
    }

    private static boolean startsClusters(Class<?> test) {
        String name = test.getPackageName();
        return WITH_CLUSTERS.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
