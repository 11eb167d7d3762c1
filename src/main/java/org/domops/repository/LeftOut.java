package org.domops.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds what belongs to an operation and is not part of its plan, and says why. */
final class LeftOut {

    private final JdbcClient jdbc;

    LeftOut(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One sentence each, without a full stop. */
    List<String> of(RunPlan plan) {
        List<String> sentences = new ArrayList<>(tasks(plan.operation().id()));
        sentences.addAll(databases(plan));
        sentences.addAll(objects(plan));
        return sentences;
    }

    private List<String> tasks(long operationId) {
        return jdbc.sql("""
                        select 'task ' || t.procedure_name || ' is disabled'
                        from   DOM$TASK_RUN_ORDER r
                        join   DOM$TASKS t on t.id = r.task_id
                        where  r.operation_id = ? and (r.enabled = 'N' or t.enabled = 'N')
                        order by r.run_order""")
                .param(operationId).query(String.class).list();
    }

    private List<String> databases(RunPlan plan) {
        Set<Long> lanes = plan.lanes().stream().map(PlannedLane::databaseId).collect(Collectors.toSet());
        return jdbc.sql("""
                        select d.id, 'database ' || d.name_prefix || d.instance ||
                               case when od.enabled = 'N' then ' is disabled in the instance'
                                    when d.enabled = 'N'  then ' is disabled'
                                    when e.id is null     then ' is not in the environment'
                                    when e.enabled = 'N'  then ' is disabled in the environment'
                                    else ' has no enabled object of the operation' end
                        from   DOM$OPERATION_DATABASES od
                        join   DOM$DATABASES d on d.id = od.database_id
                        left join DOM$DATABASE_ENVIRONMENTS e on e.database_id = d.id and e.environment_id = ?
                        where  od.operation_id = ? and od.instance = ?
                        order by d.name_prefix, d.instance""")
                .params(plan.environment().id(), plan.operation().id(), plan.instance())
                .query((row, n) -> lanes.contains(row.getLong(1)) ? null : row.getString(2))
                .list().stream().filter(sentence -> sentence != null).toList();
    }

    private List<String> objects(RunPlan plan) {
        Set<Long> planned = plan.lanes().stream().flatMap(lane -> lane.objects().stream())
                .map(PlannedObject::objectId).collect(Collectors.toSet());
        return jdbc.sql("""
                        select o.id, 'object ' || o.object_type || ' ' || o.owner || '.' || o.object_name ||
                               case when oo.enabled = 'N' then ' is disabled in the operation'
                                    when o.enabled = 'N'  then ' is disabled'
                                    else ' is in none of the databases' end
                        from   DOM$OPERATION_OBJECTS oo
                        join   DOM$OBJECTS o on o.id = oo.object_id
                        where  oo.operation_id = ?
                        order by oo.run_order, o.owner, o.object_name""")
                .param(plan.operation().id())
                .query((row, n) -> planned.contains(row.getLong(1)) ? null : row.getString(2))
                .list().stream().filter(sentence -> sentence != null).toList();
    }
}
