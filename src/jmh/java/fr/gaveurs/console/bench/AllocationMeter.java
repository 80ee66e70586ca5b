package fr.gaveurs.console.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Asks another Java program how much its threads have allocated; costs that one nothing in between. */
final class AllocationMeter {
    private final MBeanServerConnection beans;

    private AllocationMeter(MBeanServerConnection beans) {
        this.beans = beans;
    }

    static AllocationMeter of(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
                return new AllocationMeter(JMXConnectorFactory.connect(address).getMBeanServerConnection());
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    /** Of all threads since the start, bytes. */
    double bytes() throws IOException {
        try {
            return ((Number)
                            beans.getAttribute(new ObjectName("java.lang:type=Threading"), "TotalThreadAllocatedBytes"))
                    .doubleValue();
        } catch (JMException e) {
            throw new IOException(e);
        }
    }
}
