package cn.tongban.hub.cli.demo;

/** A part of the story: one or a few steps that belong together. */
interface Chapter {
    /** @throws DemoException when it does not come true */
    void tell(Stage stage);
}
