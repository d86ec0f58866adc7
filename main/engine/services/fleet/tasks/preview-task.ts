import { queuedTask } from '../../../../../core/domain/fleet/events/tasks/queued-task.ts';
import { surveyFleet } from '../../../../../core/domain/fleet/schedule/survey.ts';
import { whyWaiting } from '../../../../../core/domain/fleet/schedule/why-waiting.ts';
import { inferComplexity } from '../../../../../core/domain/fleet/tasks/complexity.ts';
import { TaskId } from '../../../../../core/kernel/ids.ts';
import { ok } from '../../../../../core/kernel/result.ts';
import { taskTitleOf } from '../../../../../db/readers/fleet/task-detail.ts';
import type { Service } from '../../../handlers.ts';
import type { FleetDeps } from '../fleet-deps.ts';

/** What the hub would make of a task, without taking it in: its tier, what it would wait for, who could take it now. */
export const previewTask: Service<FleetDeps, 'tasks.preview'> = async (
  { view, timekeeper, db, hubs },
  { task: spec },
  { by },
) => {
  const statuses = await view.statusOf(spec.dependsOn);
  const at = timekeeper.moment();
  const task = queuedTask(
    {
      id: TaskId.parse('ta_preview'),
      spec,
      complexity: inferComplexity(spec),
      submitter: by,
      submittedAt: at.wall,
      sample: false,
      lane: spec.lane,
      rank: view.now.lastRank + 1,
      generation: 0,
      waitsFor: spec.dependsOn.filter((id) => statuses.get(id) !== 'completed'),
    },
    at,
  );
  const survey = surveyFleet(view.now, at);
  const { kinds, open } = survey.routes(task);
  const candidates = new Set(kinds.slice(0, open).flatMap((kind) => [...survey.fits(task).ready(kind)]));
  return ok({
    complexity: task.complexity,
    waiting: [...whyWaiting(view.now, task, at, survey, (id) => taskTitleOf(db.read, hubs.own.n, id))],
    candidates: candidates.size,
  });
};
