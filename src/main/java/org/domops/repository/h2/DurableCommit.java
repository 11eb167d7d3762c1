package org.domops.repository.h2;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * A connection whose commit fails if the database closes itself meanwhile. H2's own may succeed then without having written
 * anything: the closing turns off the writing at each commit before it refuses further ones.
 */
record DurableCommit(Connection connection, Supplier<SQLException> closed) implements InvocationHandler {

    /** @param closed what is wrong with the database; null: it is open */
    static Connection on(Connection connection, Supplier<SQLException> closed) {
        return (Connection) Proxy.newProxyInstance(DurableCommit.class.getClassLoader(), new Class<?>[] {Connection.class},
                new DurableCommit(connection, closed));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        boolean commit = method.getName().equals("commit");
        Object answer;
        try {
            answer = method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            SQLException lost = commit ? closed.get() : null;
            if (lost == null) {
                throw e.getCause();
            }
            // in the midst of the closing anything may go wrong, e.g. a null pointer
            lost.addSuppressed(e.getCause());
            throw lost;
        }
        SQLException lost = commit ? closed.get() : null;
        if (lost != null) {
            throw lost;
        }
        return answer;
    }
}
