import { z } from 'zod';
import type { AlertEntityKind } from '../../../core/domain/alerts/entity-kinds.ts';
import { AlertRule } from '../../../core/domain/alerts/rules/alert-rule.ts';
import { AlertId } from '../../../core/kernel/ids.ts';
import { Millis } from '../../../core/kernel/time.ts';
import { alertTermsJson } from '../../json-columns.ts';
import { deleteAck, putAck } from '../../tables/alerts/alert.ts';
import { putAlertRule } from '../../tables/alerts/alert-rule.ts';
import { fieldOf, setAt, setBy } from '../op-values.ts';
import type { ReducerContext } from '../reducer-context.ts';
import type { EntityReducer, EntityState } from './entity-reducer.ts';

export const alertEntities: Readonly<Record<AlertEntityKind, EntityReducer>> = {
  'alert-rule': applyAlertRule,
  alert: applyAck,
};

/** Each term goes by the later clock; one of a newer version that cannot be read is as if nobody had said it. */
function applyAlertRule(p: ReducerContext, { id: entityId, fields, addedAt, addedBy }: EntityState): void {
  const id = AlertRule.shape.id.safeParse(entityId);
  if (!id.success || addedBy === null) return;
  p.changes.touch('alert-rules');
  const { id: _id, ...shapes } = AlertRule.shape;
  const said = Object.entries(shapes).flatMap(([name, shape]) => {
    const value = fields.has(name) ? shape.safeParse(fieldOf(fields, name)) : null;
    return value?.success === true ? [[name, value.data] as const] : [];
  });
  putAlertRule(p.db, {
    id: id.data,
    terms: alertTermsJson.write(Object.fromEntries(said)),
    removed: fieldOf(fields, 'removed') === true,
    setBy: addedBy,
    setAt: addedAt,
  });
}

const Taken = z.object({ comment: z.string().max(2000), until: Millis.nullable() });

function applyAck(p: ReducerContext, { id: entityId, fields }: EntityState): void {
  const id = AlertId.safeParse(entityId);
  if (!id.success) return;
  p.changes.touch('alerts');
  const taken = Taken.safeParse(fieldOf(fields, 'ack'));
  const by = setBy(fields, 'ack');
  if (!taken.success || by === null) return deleteAck(p.db, id.data);
  putAck(p.db, { ...taken.data, alertId: id.data, by, at: setAt(fields, 'ack') });
}
