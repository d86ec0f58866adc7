import type { FleetEvent } from '../../../../../core/domain/fleet/events.ts';
import type { TaskId } from '../../../../../core/kernel/ids.ts';

/** What an open task's attempts said last; nothing is decided by it, so the hub's state does not carry it. */
export interface TaskNote {
  /** Of the latest verification run. */
  readonly verified: boolean | null;
  /** Why the last attempt that ended did so. */
  readonly error: string | null;
}

export interface TaskNotes {
  of(taskId: TaskId): TaskNote;
  follow(event: FleetEvent): void;
  reset(notes: ReadonlyMap<TaskId, TaskNote>): void;
}

const silent: TaskNote = { verified: null, error: null };

export function createTaskNotes(): TaskNotes {
  let notes = new Map<TaskId, TaskNote>();
  const change = (taskId: TaskId, patch: Partial<TaskNote>): void => {
    notes.set(taskId, { ...(notes.get(taskId) ?? silent), ...patch });
  };
  return {
    of: (taskId) => notes.get(taskId) ?? silent,
    follow(event) {
      if (event.type === 'task.assigned') change(event.taskId, { verified: null });
      else if (event.type === 'task.verified')
        change(event.taskId, { verified: event.report.status === 'pass' });
      else if (event.type === 'attempt.ended' && event.next === 'queued')
        change(event.taskId, { verified: null, error: event.error });
      else if (
        event.type === 'attempt.ended' ||
        event.type === 'task.completed' ||
        event.type === 'task.ended'
      )
        notes.delete(event.taskId);
    },
    reset(stored) {
      notes = new Map(stored);
    },
  };
}
