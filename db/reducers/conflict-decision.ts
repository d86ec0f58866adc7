import type { EntityOp } from '../../core/domain/entity-kinds.ts';
import { parseHlc } from '../../core/kernel/hlc.ts';
import type { ConflictId } from '../../core/kernel/ids.ts';
import type { ConflictSide } from '../records/conflict.ts';
import type { RegisterField } from '../tables/register.ts';

type Fields = ReadonlyMap<string, RegisterField>;

const SIDES = ['earlier', 'later'] as const;

export interface Decision {
  readonly keep: ConflictSide;
  readonly at: number;
  readonly by: string;
}

/**
 * How a conflict was decided, when and by whom; null while it is open. Every reopening begins a round, and each decision
 * names the round it belongs to: two contrary decisions of one round were made apart, neither knew of the other, and the
 * text of one may have been merged with that of the other. So the conflict is open again, for a decision of the next.
 */
export function decisionIn(fields: Fields): Decision | null {
  const round = roundIn(fields);
  const [kept, contrary] = round === null ? [] : SIDES.filter((side) => numberIn(fields, side) === round);
  if (contrary !== undefined) return null;
  // Decisions of earlier versions name no round.
  const keep =
    kept ?? (round === null ? SIDES.find((side) => valueIn(fields, 'resolved') === side) : undefined);
  const field = fields.get(kept ?? 'resolved');
  if (keep === undefined || field === undefined) return null;
  return { keep, at: parseHlc(field.hlc)?.millis ?? 0, by: field.actorId };
}

/** Decides (or, with null, reopens) a conflict of which this is known. */
export function decisionOp(id: ConflictId, fields: Fields, keep: ConflictSide | null): EntityOp {
  const entity = { kind: 'conflict', id } as const;
  const round = roundIn(fields) ?? 0;
  if (keep === null) return { entity, patch: { resolved: { value: null }, reopened: { value: round + 1 } } };
  const isContrary = SIDES.every((side) => numberIn(fields, side) === round);
  return { entity, patch: { resolved: { value: keep }, [keep]: { value: isContrary ? round + 1 : round } } };
}

function roundIn(fields: Fields): number | null {
  const rounds = [...SIDES, 'reopened'].flatMap((name) => numberIn(fields, name) ?? []);
  return rounds.length === 0 ? null : Math.max(...rounds);
}

function numberIn(fields: Fields, name: string): number | null {
  const value = valueIn(fields, name);
  return typeof value === 'number' ? value : null;
}

function valueIn(fields: Fields, name: string): unknown {
  const field = fields.get(name);
  return field === undefined ? null : JSON.parse(field.value);
}
