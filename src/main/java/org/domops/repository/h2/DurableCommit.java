package org.domops.repository.h2;

import org.h2.api.ErrorCode;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/**
 * A connection whose commit fails if the database closes itself meanwhile. H2's own may succeed then without having written
 * anything: the closing turns off the writing at each commit before it refuses further ones.
 */
record DurableCommit(Connection connection, BooleanSupplier closed) implements InvocationHandler {

    static Connection on(Connection connection, BooleanSupplier closed) {
        return (Connection) Proxy.newProxyInstance(DurableCommit.class.getClassLoader(), new Class<?>[] {Connection.class},
                new DurableCommit(connection, closed));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        Object answer;
        try {
            answer = method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (method.getName().equals("commit") && closed.getAsBoolean()) {
            throw new SQLException("The database has closed itself; whether the commit is in its file is not known",
                    String.valueOf(ErrorCode.DATABASE_IS_CLOSED), ErrorCode.DATABASE_IS_CLOSED);
        }
        return answer;
    }
}
