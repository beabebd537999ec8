package cn.tongban.hub.alert;

/**
 * A condition that holds now.
 *
 * @param subject what it is about, see {@link Alert}
 * @param figure how many, or for how many minutes
 */
record Sighting(AlertRule rule, String subject, long figure) {
    /** Two sightings of the same are one alert. */
    record Key(AlertRule rule, String subject) {}

    Key key() {
        return new Key(rule, subject);
    }
}
