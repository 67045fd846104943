package dev.pallas.local.internal.process;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Warnings to standard error, one line each and the stack trace where there is one; nothing when all is well. */
final class Logging {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Logger ROOT = Logger.getLogger("");

    /** Those that warn at every start of what is as it should be. Loggers are weakly held, so they are kept here. */
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("org.glassfish.jersey.internal"), Logger.getLogger("io.trino.memory.RemoteNodeMemory"));

    /** What the client is told already: uploads that were refused, and queries that fail; and of a slow machine. */
    private static final List<Logger> SILENT = List.of(
            Logger.getLogger("org.jclouds.blobstore.config.LocalBlobStore"),
            Logger.getLogger("io.trino.execution"),
            Logger.getLogger("io.trino.operator"),
            Logger.getLogger("io.airlift.discovery.client.Announcer"));

    private Logging() {}

    static void configure() {
        LogManager.getLogManager().reset();
        var console = new ConsoleHandler();
        console.setLevel(Level.WARNING);
        console.setFormatter(new OneLine());
        ROOT.setLevel(Level.WARNING);
        ROOT.addHandler(console);
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
        SILENT.forEach(logger -> logger.setLevel(Level.OFF));
    }

    private static final class OneLine extends Formatter {
        @Override
        public String format(LogRecord record) {
            var line = new StringBuilder("local-athena ")
                    .append(TIME.format(record.getInstant()))
                    .append(' ')
                    .append(record.getLevel())
                    .append(' ')
                    .append(record.getLoggerName())
                    .append(": ")
                    .append(formatMessage(record))
                    .append(System.lineSeparator());
            for (var thrown = record.getThrown(); thrown != null; thrown = thrown.getCause()) {
                line.append("    ").append(thrown).append(System.lineSeparator());
                var frames = thrown.getStackTrace();
                for (var i = 0; i < Math.min(frames.length, 8); i++) {
                    line.append("        at ").append(frames[i]).append(System.lineSeparator());
                }
            }
            return line.toString();
        }
    }
}
