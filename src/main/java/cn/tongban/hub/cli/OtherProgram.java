package cn.tongban.hub.cli;

import java.lang.reflect.Method;

/** Programs in the same jar that the command line starts without knowing them. */
final class OtherProgram {
    private OtherProgram() {}

    /** The static method of that class that takes words. */
    static Method method(String className, String name) {
        try {
            return Class.forName(className).getMethod(name, String[].class);
        } catch (ClassNotFoundException | NoSuchMethodException e) {
            throw new Failure(
                    Exit.FOUND,
                    "这个安装包里没有 " + className + "。",
                    "This build does not carry " + className + ".");
        }
    }
}
