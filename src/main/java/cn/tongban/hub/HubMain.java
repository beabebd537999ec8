package cn.tongban.hub;

import org.springframework.boot.SpringApplication;

/** Entry point of the jar: a sub-command of the command line, or the hub itself. */
public final class HubMain {
    private HubMain() {}

    public static void main(String[] args) {
        SpringApplication.run(HubApplication.class, args);
    }
}
