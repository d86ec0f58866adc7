import type { TaskSpec } from '../../../core/domain/fleet/tasks/task.ts';
import type { ActorId } from '../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { readTemplates } from '../../tables/fleet/task-template.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { appendOps } from '../append.ts';

export interface TemplateInput {
  readonly name: string;
  readonly about: string;
  readonly task: TaskSpec;
}

/** Keeps a form for tasks under a name that no other has, case aside. */
export function saveTemplate(
  db: WorkspaceDb,
  actorId: ActorId,
  { name, about, task }: TemplateInput,
): Result<{ readonly id: string }> {
  return db.write('full', (tx) => {
    const taken = readTemplates(tx.db).find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (taken !== undefined) {
      return fail(
        'template.exists',
        `There is a template named ${taken.name} already. Nothing was changed; choose another name.`,
        { name: taken.name },
      );
    }
    const id = tx.id('te');
    appendOps(tx, {
      actorId,
      correlation: tx.id('cr'),
      ops: [
        {
          entity: { kind: 'template', id },
          patch: { name: { value: name }, about: { value: about }, task: { value: task } },
        },
      ],
    });
    return ok({ id });
  });
}

export function removeTemplate(db: WorkspaceDb, actorId: ActorId, id: string): Result<null> {
  return db.write('full', (tx) => {
    if (!readTemplates(tx.db).some((one) => one.id === id)) {
      return fail('template.not-found', 'There is no such template. Nothing was changed.', { id });
    }
    appendOps(tx, {
      actorId,
      correlation: tx.id('cr'),
      ops: [{ entity: { kind: 'template', id }, patch: { removed: { value: true } } }],
    });
    return ok(null);
  });
}
