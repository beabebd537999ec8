package cn.tongban.hub.connector;

/** A name in both languages of the console; neither is empty. */
public record Bilingual(String zh, String en) {}
