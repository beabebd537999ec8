package cn.tongban.hub.cli;

import cn.tongban.hub.skeleton.Skeleton;
import cn.tongban.hub.skeleton.Skeletons;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes first drafts that are valid at once. */
@Command(
        name = "new",
        description = "新建连接器、映射或路由 / Make a connector, a mapping or a route",
        subcommands = {NewCommand.Connector.class, NewCommand.Mapping.class, NewCommand.Route.class})
final class NewCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "请写明要新建什么。Say what to make: connector, mapping or route.");
    }

    @Command(name = "connector", description = "新建连接器，也可由对方的文件生成 / Make a connector, also from a document of the other side")
    static final class Connector implements Callable<Integer> {
        @Mixin
        private NewFiles files;

        @ArgGroup
        private @Nullable Document document;

        @Option(names = "--operation", paramLabel = "NAME", defaultValue = "",
                description = "文件中的哪个操作、元素，默认第一个 / Which operation or element of the document; the first by default")
        private String operation = "";

        /** At most one document. */
        static final class Document {
            @Option(names = "--openapi", paramLabel = "FILE", description = "由 OpenAPI 3.0、3.1 生成 / From OpenAPI 3.0 or 3.1")
            private @Nullable Path openApi;

            @Option(names = "--wsdl", paramLabel = "FILE", description = "由 WSDL 1.1 生成 / From a WSDL 1.1")
            private @Nullable Path wsdl;

            @Option(names = "--xsd", paramLabel = "FILE", description = "由 XML Schema 生成 / From an XML Schema")
            private @Nullable Path xsd;

            @Option(names = "--ddl", paramLabel = "FILE",
                    description = "由 create table 生成（PostgreSQL、MySQL） / From create table of PostgreSQL or MySQL")
            private @Nullable Path ddl;

            Skeleton read(Skeletons skeletons, String name, String operation) {
                if (openApi != null) {
                    return skeletons.openApi(name, openApi, operation);
                }
                if (wsdl != null) {
                    return skeletons.wsdl(name, wsdl, operation);
                }
                if (xsd != null) {
                    return skeletons.xsd(name, xsd, operation);
                }
                return ddl != null ? skeletons.ddl(name, ddl) : skeletons.connector(name);
            }
        }

        @Override
        public Integer call() {
            return files.make(skeletons -> document == null
                    ? skeletons.connector(files.name())
                            : document.read(skeletons, files.name(), operation),
                    List.of("validate", "test", "deploy"));
        }
    }

    @Command(name = "mapping", description = "为已有连接器新建映射 / Make a mapping of a connector")
    static final class Mapping implements Callable<Integer> {
        @Mixin
        private NewFiles files;

        @Option(names = "--contract", paramLabel = "NAME", defaultValue = "",
                description = "对方的契约，默认与单据同名 / The partner's contract; called like the document by default")
        private String contract = "";

        @Option(names = "--canonical", paramLabel = "NAME", defaultValue = "",
                description = "枢纽的单据，如 case.step / The hub's document, such as case.step")
        private String canonical = "";

        @Override
        public Integer call() {
            return files.make(skeletons -> skeletons.mapping(files.name(), contract, canonical),
                    List.of("validate", "test", "new route FLOW.VERB --mapping " + files.name()));
        }
    }

    @Command(name = "route", description = "为已有映射新建路由 / Make a route for a mapping")
    static final class Route implements Callable<Integer> {
        @Mixin
        private NewFiles files;

        @Option(names = "--mapping", paramLabel = "SYSTEM/NAME", required = true,
                description = "用哪个映射，也决定方向 / Which mapping; it decides the direction")
        private String mapping = "";

        @Option(names = "--kamelet", paramLabel = "NAME", defaultValue = "",
                description = "送出时用哪个 Kamelet / Which Kamelet carries it out")
        private String kamelet = "";

        @Override
        public Integer call() {
            return files.make(skeletons -> skeletons.route(files.name(), mapping, kamelet),
                    List.of("validate", "test", "deploy"));
        }
    }
}
