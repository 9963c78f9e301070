package dev.lux.harness.fuzz;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Reaches readers that a package of the product keeps to itself, so that the product needs no doors for a fuzzer. When
 * one is gone or is called otherwise, its target can't be made, which a test notices.
 */
final class Hidden {
    private Hidden() {}

    /** A method, or a constructor, that can be called. */
    interface Call {
        /** @throws RuntimeException whatever the product throws, as it is */
        Object of(@Nullable Object... arguments);
    }

    static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the product has no such class any more", e);
        }
    }

    /** A static method. */
    static Call method(String type, String name, Class<?>... parameters) {
        Method method = find(type, name, parameters);
        return arguments -> thrown(() -> method.invoke(null, arguments));
    }

    /** A method of an object, which is the first argument. */
    static Call methodOf(String type, String name, Class<?>... parameters) {
        Method method = find(type, name, parameters);
        return arguments ->
                thrown(() -> method.invoke(arguments[0], java.util.Arrays.copyOfRange(arguments, 1, arguments.length)));
    }

    static Call maker(String type, Class<?>... parameters) {
        try {
            Constructor<?> constructor = type(type).getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return arguments -> thrown(() -> constructor.newInstance(arguments));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("the product has no such constructor any more", e);
        }
    }

    private static Method find(String type, String name, Class<?>... parameters) {
        try {
            Method method = type(type).getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("the product has no such method any more", e);
        }
    }

    private interface Reflective {
        @Nullable
        Object call() throws ReflectiveOperationException;
    }

    /** Stands for {@code null}, and for what gives nothing. */
    static final Object NOTHING = new Object();

    private static Object thrown(Reflective call) {
        try {
            Object result = call.call();
            return result == null ? NOTHING : result;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            if (e.getCause() instanceof Error fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
