package cn.tongban.hub.flow;

/** Knows which signed requests came before; a request that records something is remembered with its record instead. */
@FunctionalInterface
public interface NonceMemory {
    /** True exactly once for each nonce within its fifteen minutes, on all nodes together. */
    boolean firstUse(String nonce);
}
