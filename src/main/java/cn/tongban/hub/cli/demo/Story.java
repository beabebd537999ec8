package cn.tongban.hub.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The story in its order. Each chapter waits for what it tells, so that what is printed has happened. */
final class Story {
    private final DemoSystem system;
    private final Narrator narrator;
    private final Stage stage;
    private final long began;

    /** @param began of {@link System#nanoTime()} */
    Story(DemoSystem system, Narrator narrator, int run, long began) {
        this.system = system;
        this.narrator = narrator;
        this.stage = new Stage(system, narrator, new StoryCases(run));
        this.began = began;
    }

    void tell() {
        opening();
        List<Chapter> chapters = List.of(
                new CityCase(),
                new OwedPapers(),
                new Repeats(),
                new WrongNumber(),
                new PlatformOutage(),
                new LostAnswer(),
                new OneParcel(),
                new UnknownCode(),
                new DepartmentCase(),
                new DistrictCase(),
                new UnifiedItems(),
                new ProvinceCase(),
                new RejectedAfterwards(),
                new FoundByNumber());
        chapters.forEach(chapter -> chapter.tell(stage));
        new Closing(system, narrator).tell(elapsed());
    }

    private void opening() {
        narrator.step("demo.started", Narrator.seconds(elapsed()), system.data());
        narrator.look(system.hub().at("/").toString());
        narrator.look("tail -f " + system.hubLog());
        narrator.say("demo.shell");
        narrator.line(String.format(
                Locale.ROOT, "export HUB_DATA=%s HUB_PORT=%d", system.data(), system.port()));
        narrator.line("T=\"Authorization: Bearer $(cat $HUB_DATA/admin.token)\"; H=http://127.0.0.1:$HUB_PORT/api/v1");
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
