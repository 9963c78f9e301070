package dev.lux.command.format;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Messages as text with everything in it, since records that hold arrays are equal only to themselves. */
final class Described {
    private Described() {}

    static String of(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Described::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Record message) {
            return Arrays.stream(message.getClass().getRecordComponents())
                    .map(component -> component.getName() + "=" + of(get(component, message)))
                    .collect(Collectors.joining(", ", message.getClass().getName() + "(", ")"));
        }
        return String.valueOf(value);
    }

    private static Object get(RecordComponent component, Record message) {
        try {
            return component.getAccessor().invoke(message);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
