package io.shanmen.server.foundation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/** Records the statements that the server prepares while a test looks, and on what connections. */
@Component
public class Statements implements BeanPostProcessor {

  /**
   * A statement that was prepared.
   *
   * @param thread the thread's name; empty for the virtual threads that serve requests
   * @param connection tells one connection of the pool, from its opening to its close, from others
   * @param sql its text
   */
  public record Statement(String thread, int connection, String sql) {}

  private static final AtomicInteger CONNECTIONS = new AtomicInteger();
  private static volatile @Nullable Collection<Statement> recording;

  /** All statements of all threads while the work is done. */
  public static List<Statement> during(Runnable work) {
    Collection<Statement> recorded = new ConcurrentLinkedQueue<>();
    recording = recorded;
    try {
      work.run();
    } finally {
      recording = null;
    }
    return List.copyOf(recorded);
  }

  /** Those of threads whose name begins so. */
  public static List<Statement> of(List<Statement> all, String thread) {
    return all.stream().filter(one -> one.thread().startsWith(thread)).toList();
  }

  public static Set<Integer> connections(List<Statement> statements) {
    return statements.stream().map(Statement::connection).collect(Collectors.toSet());
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource source ? new Recording(source) : bean;
  }

  private static final class Recording extends DelegatingDataSource {
    Recording(DataSource target) {
      super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
      return recorded(super.getConnection(), CONNECTIONS.incrementAndGet());
    }
  }

  private static Connection recorded(Connection connection, int number) {
    return (Connection)
        Proxy.newProxyInstance(
            Statements.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              Collection<Statement> wanted = recording;
              if (wanted != null && method.getName().equals("prepareStatement")) {
                String sql = String.valueOf(arguments[0]).replaceAll("\\s+", " ").strip();
                wanted.add(new Statement(Thread.currentThread().getName(), number, sql));
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }
}
