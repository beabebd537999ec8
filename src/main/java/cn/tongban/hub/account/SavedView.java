package cn.tongban.hub.account;

import java.util.UUID;

/**
 * A filtered list that somebody comes back to.
 *
 * @param path of the list
 * @param address path and query
 */
public record SavedView(UUID id, String name, String path, String address) {}
