package cn.tongban.hub.delivery;

/** What a claimed lane wants done now. */
record Work(Head head, boolean probe) {}
