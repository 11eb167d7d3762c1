package org.domops.fleet;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.domops.error.DomException;

/** Another JVM with an embedded database: prints its process id, then lives until somebody ends it. */
final class EmbeddedDatabaseChild {

    private EmbeddedDatabaseChild() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        try {
            EmbeddedDatabase database = EmbeddedDatabase.start(
                    EmbeddedDatabaseSettings.of("CHILD", Path.of(arguments[0]), Path.of(arguments[1])), line -> { });
            System.out.println("started " + database.pid());
        } catch (DomException e) {
            System.out.println("refused " + e.code() + " " + e.getMessage());
            System.exit(3);
        }
        new CountDownLatch(1).await();
    }
}
