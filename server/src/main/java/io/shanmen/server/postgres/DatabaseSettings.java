package io.shanmen.server.postgres;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which database to use: with no URL the embedded one, else the PostgreSQL at that URL.
 *
 * @param url such as {@code jdbc:postgresql://db.park.example:5432/shanmen}
 * @param user a user who owns that database
 * @param archive where the embedded one archives its log, for restores to any moment; null for
 *     nowhere
 * @param poolSize connections; about 8 for each core of the database's machine is enough
 */
@ConfigurationProperties("shanmen.db")
record DatabaseSettings(
    @Nullable String url,
    @DefaultValue("") String user,
    @DefaultValue("") String password,
    @Nullable String archive,
    @DefaultValue("16") int poolSize) {}
