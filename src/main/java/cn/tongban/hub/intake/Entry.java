package cn.tongban.hub.intake;

/** What a message is about: a case, or an entry of a register. */
public sealed interface Entry permits CaseEntry, RegisterEntry {}
