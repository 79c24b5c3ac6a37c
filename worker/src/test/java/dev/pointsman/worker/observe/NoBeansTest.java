package dev.pointsman.worker.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class NoBeansTest {
    private final MBeanServer server =
            new NoBeans().newMBeanServer("", null, new MBeanServerDelegate());

    @Test
    void whatIsRegisteredIsNotKept() throws Exception {
        var name = new ObjectName("test:type=bean");

        server.registerMBean(ManagementFactory.getRuntimeMXBean(), name);

        assertThat(server.isRegistered(name)).isFalse();
        assertThat(server.getMBeanCount()).isZero();
    }

    @Test
    void itCanBeKeptInASet() {
        assertThat(server.hashCode()).isZero();
    }
}
