package cn.tongban.hub.replay;

import java.util.Map;

/**
 * A golden example made of a recorded message.
 *
 * @param mapping that it is for
 * @param name of the example
 * @param files texts by path within a bundle
 */
public record Example(String mapping, String name, Map<String, String> files) {
    @Override
    public String toString() {
        return "Example[" + mapping + " " + name + "]";
    }
}
