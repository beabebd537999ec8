package cn.tongban.hub.fault;

import java.util.Map;

/** The secrets that hub and sandbox share in these tests, as both read them from the environment. */
final class Secrets {
    static final String DOOR_KEY = "desk-door-key-of-the-fault-tests";

    static final String MARKET_PASSWORD = "market-password-of-the-fault-tests";
    static final String CONSTRUCTION_PASSWORD = "construction-password-of-the-fault-tests";

    static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("HUB_SECRET_CITY_WINDOW_DOOR_KEY", DOOR_KEY),
            Map.entry("HUB_SECRET_CITY_WINDOW_CALLBACK_KEY", "callback-key-of-the-fault-tests"),
            Map.entry("HUB_SECRET_CITY_PLATFORM_SIGN_KEY", "sign-key-of-the-fault-tests"),
            Map.entry("HUB_SECRET_CITY_PLATFORM_DOOR_KEY", "platform-door-key-of-the-fault-tests"),
            Map.entry("HUB_SECRET_DISTRICT_PLATFORM_SIGN_KEY", "district-sign-key-of-the-fault-tests"),
            Map.entry("HUB_SECRET_DISTRICT_PLATFORM_EXCHANGE_PASSWORD", "exchange-password-of-the-fault-tests"),
            Map.entry("HUB_SECRET_PROVINCE_CATALOGUE_SIGN_KEY", "catalogue-sign-key-of-the-fault-tests"),
            Map.entry("HUB_SECRET_DEPARTMENT_MARKET_BUREAU_PASSWORD", MARKET_PASSWORD),
            Map.entry("HUB_SECRET_DEPARTMENT_CONSTRUCTION_BUREAU_PASSWORD", CONSTRUCTION_PASSWORD),
            Map.entry("HUB_SECRET_POSTAL_EMS_SIGN_KEY", "VGVzdEtleS0xNmJ5dGVzIQ=="),
            Map.entry("HUB_SECRET_POSTAL_EMS_AUTHORIZATION", "TEST-AUTHORIZATION"),
            Map.entry("HUB_SECRET_PROVINCE_PLATFORM_SYS_PASSWORD", "sys-password-of-the-fault-tests"),
            Map.entry("HUB_SECRET_PROVINCE_PLATFORM_DOOR_PASSWORD", "province-door-password-of-the-fault-tests"),
            Map.entry("HUB_SECRET_PROVINCE_ARCHIVE_APP_WORD", "app-word-of-the-fault-tests"));

    private Secrets() {}
}
