import type { FleetEntityKind } from '../../../core/domain/fleet/entity-kinds.ts';
import { TaskSpec } from '../../../core/domain/fleet/tasks/task.ts';
import { DeviceId, HubId } from '../../../core/kernel/ids.ts';
import { taskSpecJson } from '../../fleet-json.ts';
import { putHub } from '../../tables/fleet/hub.ts';
import { deleteTemplate, putTemplate } from '../../tables/fleet/task-template.ts';
import { asName, asText, fieldOf, flaggedAt, millisOf } from '../op-values.ts';
import type { ReducerContext } from '../reducer-context.ts';
import type { EntityReducer, EntityState } from './entity-reducer.ts';

export const fleetEntities: Readonly<Record<FleetEntityKind, EntityReducer>> = {
  template: applyTemplate,
  hub: applyHub,
};

function applyTemplate(p: ReducerContext, { id, fields }: EntityState): void {
  const task = TaskSpec.safeParse(fieldOf(fields, 'task'));
  p.changes.touch('templates');
  if (fieldOf(fields, 'removed') === true || !task.success) return deleteTemplate(p.db, id);
  putTemplate(p.db, {
    id,
    name: asName(fields) ?? id,
    about: asText(fields, 'about') ?? '',
    task: taskSpecJson.write(task.data),
    savedAt: Math.max(...[...fields.values()].map(({ hlc }) => millisOf(hlc))),
  });
}

function applyHub(p: ReducerContext, { id: entityId, fields, addedAt }: EntityState): void {
  const id = HubId.safeParse(entityId);
  const device = DeviceId.safeParse(asText(fields, 'device'));
  if (!id.success) return;
  putHub(p.db, {
    id: id.data,
    name: asName(fields),
    kind: asText(fields, 'kind'),
    deviceId: device.success ? device.data : null,
    addedAt,
    removedAt: flaggedAt(fields, 'removed'),
  });
  p.changes.touch('hub');
}
