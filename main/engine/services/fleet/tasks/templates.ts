import type { RowOf } from '../../../../../core/contract/index.ts';
import { TaskSpec } from '../../../../../core/domain/fleet/tasks/task.ts';
import { builtInTemplates } from '../../../../../core/domain/fleet/tasks/task-templates.ts';
import { done, fail } from '../../../../../core/kernel/result.ts';
import { savedTemplates } from '../../../../../db/readers/fleet/templates.ts';
import { removeTemplate, saveTemplate } from '../../../../../db/usecases/fleet/task-templates.ts';
import type { Service, ViewAnswer } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';

const builtIn: readonly RowOf<'tasks.templates'>[] = builtInTemplates.map((template) => ({
  ...template,
  builtIn: true,
  task: TaskSpec.parse(template.task),
}));

/** Those that come along first, then what people here kept. */
export function templatesView({ db }: EngineDeps): ViewAnswer<'tasks.templates'> {
  return { rows: [...builtIn, ...savedTemplates(db.read)], extra: {} };
}

export const keepTemplate: Service<EngineDeps, 'tasks.saveTemplate'> = ({ db }, input, { actorId }) => {
  const wanted = input.name.toLowerCase();
  if (builtIn.some(({ name }) => name.toLowerCase() === wanted)) {
    return fail(
      'template.exists',
      `${input.name} is the name of a built-in template. Nothing was kept; choose another name.`,
      { name: input.name },
    );
  }
  return saveTemplate(db, actorId, input);
};

export const dropTemplate: Service<EngineDeps, 'tasks.removeTemplate'> = ({ db }, { id }, { actorId }) =>
  done(removeTemplate(db, actorId, id));
