import { call } from '../../../bridge/hooks.ts';
import { type DeadLetter, joinAnswers, type Requeued, requeueRequests } from './requeue-model.ts';

/** Dead letters back into the queue. A request that fails as a whole refuses each of its tasks. */
export async function requeue(tasks: readonly DeadLetter[], now: number): Promise<Requeued> {
  const answers: Requeued[] = [];
  for (const request of requeueRequests(tasks, now)) {
    const answer = await call('tasks.requeue', request);
    answers.push(answer.ok ? answer.value : refusedAll(request.taskIds, answer.error));
  }
  return joinAnswers(answers);
}

const refusedAll = (
  taskIds: readonly DeadLetter['id'][],
  { code, message }: { readonly code: string; readonly message: string },
): Requeued => ({
  done: 0,
  waiting: [],
  refused: taskIds.map((taskId) => ({ taskId, code, message })),
});
