package cn.tongban.hub.cli.demo;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs a program that ends with who started it, also when that one is killed: a demo leaves nothing on its ports.
 * Arguments: the process id of who started it, the main class, and the arguments of that.
 */
public final class Ward {
    private Ward() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        ProcessHandle guardian = ProcessHandle.of(Long.parseLong(args[0])).filter(ProcessHandle::isAlive).orElse(null);
        if (guardian == null) {
            return;
        }
        guardian.onExit().thenRun(() -> System.exit(0));
        try {
            Class.forName(args[1], true, Thread.currentThread().getContextClassLoader())
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) Arrays.copyOfRange(args, 2, args.length));
        } catch (InvocationTargetException e) {
            // As the JVM does with what a main method throws.
            e.getCause().printStackTrace();
            System.exit(1);
        }
    }
}
