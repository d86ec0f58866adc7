import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { ActorId, DeviceId, type EventId, OpId } from './ids.ts';
import { type Json, versionedJson } from './versioned-json.ts';

/**
 * What one decision sets on one field. Fields whose truth is a file carry the hash of the cell before and after:
 * the same edit may also arrive as text, and finding its result already there must be a no-op.
 */
export const FieldChange = z.object({
  value: z.json(),
  before: z.string().optional(),
  after: z.string().optional(),
});
export type FieldChange = Readonly<z.infer<typeof FieldChange>>;

export const Patch = z.record(z.string().min(1).max(300), FieldChange);
export type Patch = Readonly<Record<string, FieldChange>>;

/** How a patch is stored and sent. */
export const patchJson = versionedJson('patch', Patch);

/** What a caller decides; id, clock, device and order are added where it is written. */
export interface OpDraft<Kind extends string = string> {
  /** Which kinds there are is for the domains to say. */
  readonly entity: { readonly kind: Kind; readonly id: string };
  readonly patch: Patch;
}

/** One decision as it is kept and sent to other devices. */
export interface OpEnvelope extends OpDraft {
  readonly id: OpId;
  readonly hlc: string;
  readonly device: DeviceId;
  readonly actor: ActorId;
  /** Groups the ops of one act (one edit, one import). */
  readonly correlation: string;
  /** Ed25519 over `signingText`, base64; null where the kind asks for none. */
  readonly signature: string | null;
}

/**
 * Text that is kept as it stands: SQLite would change half of a surrogate pair, and with it what was signed. The values
 * of a patch are kept as JSON, which writes any text exactly.
 */
const WholeText = z.string().refine((text) => text.isWellFormed(), 'holds half of a character');

/** The same as it arrives: of a kind that this version may not know. */
export const ReceivedOp = z.object({
  id: OpId,
  hlc: WholeText,
  device: DeviceId,
  actor: ActorId,
  correlation: WholeText.max(100),
  entity: z.object({ kind: WholeText.min(1).max(60), id: WholeText.min(1).max(100) }),
  patch: z.record(WholeText.min(1).max(300), FieldChange),
  signature: WholeText.nullable(),
});
export type ReceivedOp = z.output<typeof ReceivedOp>;

/** What a hub, a repository or a file reported. `source` + `sourceId` make a second delivery a no-op. */
export interface EventEnvelope {
  readonly id: EventId;
  readonly source: string;
  readonly sourceId: string;
  readonly kind: string;
  /** When it happened, by the source. */
  readonly at: number;
  /** Versioned JSON; its form is known by the kind. */
  readonly payload: string;
}

/** The exact text a signature covers: every field but the signature, keys in order. */
export function signingText(op: Omit<OpEnvelope, 'signature'>): string {
  return canonicalJson({
    actor: op.actor,
    correlation: op.correlation,
    device: op.device,
    entity: { id: op.entity.id, kind: op.entity.kind },
    hlc: op.hlc,
    id: op.id,
    patch: Object.fromEntries(Object.entries(op.patch).map(([name, change]) => [name, changeJson(change)])),
  });
}

function changeJson({ value, before, after }: FieldChange): Json {
  return { value, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}
