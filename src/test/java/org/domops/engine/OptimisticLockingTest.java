package org.domops.engine;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class OptimisticLockingTest {

    private static String done(Queue<RuntimeException> errors) {
        return OptimisticLocking.again(() -> {
            if (!errors.isEmpty()) {
                throw errors.poll();
            }
            return "done";
        });
    }

    private static Queue<RuntimeException> times(int times) {
        Queue<RuntimeException> errors = new ArrayDeque<>();
        for (int i = 0; i < times; i++) {
            errors.add(new OptimisticLockingException("a row was changed"));
        }
        return errors;
    }

    @Test
    void work_that_met_another_change_is_done_again() {
        assertThat(done(times(4))).isEqualTo("done");
        assertThat(done(new ArrayDeque<>(List.of(new IllegalStateException(new CannotAcquireLockException("a deadlock")))))).isEqualTo("done");
    }

    @Test
    void work_that_meets_one_each_time_is_given_up_with_a_code() {
        Queue<RuntimeException> errors = times(6);
        assertThat(catchThrowableOfType(DomException.class, () -> done(errors)).code()).isEqualTo(DomCode.CHANGED_MEANWHILE);
        assertThat(errors).as("five times").hasSize(1);
    }

    @Test
    void any_other_error_is_thrown_at_once() {
        Queue<RuntimeException> errors = new ArrayDeque<>(List.of(new IllegalStateException("no"), new IllegalStateException("again")));
        assertThatThrownBy(() -> done(errors)).hasMessage("no");
        assertThat(errors).hasSize(1);
    }
}
