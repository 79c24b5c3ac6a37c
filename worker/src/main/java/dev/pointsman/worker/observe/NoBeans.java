package dev.pointsman.worker.observe;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;
import org.jspecify.annotations.Nullable;

/**
 * Makes a server of management beans that keeps none. Each of Kafka's clients registers a bean, and
 * with the first one the JVM registers all of its own, for which it has every diagnostic command
 * tell how it is used. That is work of each start, for nobody: a worker opens no port for JMX. The
 * image names it in {@code javax.management.builder.initial}. Stateless, so safe on every thread.
 */
public final class NoBeans extends MBeanServerBuilder {
    @Override
    public MBeanServer newMBeanServer(
            String defaultDomain, MBeanServer outer, MBeanServerDelegate delegate) {
        return (MBeanServer)
                Proxy.newProxyInstance(
                        NoBeans.class.getClassLoader(),
                        new Class<?>[] {MBeanServer.class},
                        (_, method, _) -> nothing(method));
    }

    private static @Nullable Object nothing(Method method) {
        var type = method.getReturnType();
        if (type == boolean.class) {
            return false;
        }
        return type == int.class || type == Integer.class ? 0 : null;
    }
}
