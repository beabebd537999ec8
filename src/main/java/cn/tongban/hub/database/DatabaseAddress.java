package cn.tongban.hub.database;

import java.util.Optional;

/** Where the database is at this moment, and why it is away when the hub knows. */
interface DatabaseAddress {
    String url();

    String user();

    String password();

    Optional<String> trouble();

    static DatabaseAddress of(EmbeddedPostgres postgres) {
        return new DatabaseAddress() {
            @Override
            public String url() {
                return postgres.url();
            }

            @Override
            public String user() {
                return postgres.user();
            }

            @Override
            public String password() {
                return postgres.password();
            }

            @Override
            public Optional<String> trouble() {
                return postgres.trouble();
            }
        };
    }

    static DatabaseAddress of(DatabaseProperties external) {
        return new DatabaseAddress() {
            @Override
            public String url() {
                return external.url();
            }

            @Override
            public String user() {
                return external.user();
            }

            @Override
            public String password() {
                return external.password();
            }

            @Override
            public Optional<String> trouble() {
                return Optional.empty();
            }
        };
    }
}
