import type { FleetEntityKind } from '../../../core/domain/fleet/entity-kinds.ts';
import { TaskSpec } from '../../../core/domain/fleet/tasks/task.ts';
import { taskSpecJson } from '../../fleet-json.ts';
import { deleteTemplate, putTemplate } from '../../tables/fleet/task-template.ts';
import { asText, fieldOf, millisOf } from '../op-values.ts';
import type { ReducerContext } from '../reducer-context.ts';
import type { EntityReducer, EntityState } from './entity-reducer.ts';

export const fleetEntities: Readonly<Record<FleetEntityKind, EntityReducer>> = { template: applyTemplate };

function applyTemplate(p: ReducerContext, { id, fields }: EntityState): void {
  const task = TaskSpec.safeParse(fieldOf(fields, 'task'));
  p.changes.touch('templates');
  if (fieldOf(fields, 'removed') === true || !task.success) return deleteTemplate(p.db, id);
  putTemplate(p.db, {
    id,
    name: asText(fields, 'name') ?? id,
    about: asText(fields, 'about') ?? '',
    task: taskSpecJson.write(task.data),
    savedAt: Math.max(...[...fields.values()].map(({ hlc }) => millisOf(hlc))),
  });
}
