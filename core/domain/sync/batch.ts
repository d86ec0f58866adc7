import { z } from 'zod';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { DeviceId } from '../../kernel/ids.ts';
import type { EventEnvelope, OpEnvelope } from '../../kernel/op.ts';
import { parseOutsideJson } from '../../kernel/outside-json.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import type { Json } from '../../kernel/versioned-json.ts';
import { gateDevice } from './gate-events.ts';
import { sloDevice } from './slo-events.ts';
import { NOTE_SOURCE, REVISION_SOURCE } from './text-events.ts';
import { verifyingDevice } from './verification-events.ts';

export const BATCH_VERSION = 1;

/** Entries are judged one by one by who applies them: a batch is passed on whole, also with kinds unknown here. */
const Entry = z.record(z.string(), z.json());

/** What one device wrote, in the order it wrote it. A device's batches are a chain: each names the one before. */
export const Batch = z.strictObject({
  version: z.literal(BATCH_VERSION),
  workspace: z.string().min(1),
  device: DeviceId,
  /** 1 for a device's first. */
  counter: z.number().int().min(1),
  /** Hash of the batch before; null for the first. */
  previous: z.string().nullable(),
  ops: z.array(Entry),
  events: z.array(Entry),
  /** Hashes of the contents that its events name; they travel beside it. */
  contents: z.array(z.string()),
});
export type Batch = Readonly<z.infer<typeof Batch>>;

/** A batch as it is kept and passed on: the exact text, and the device's Ed25519 signature over it in base64. */
export const SealedBatch = z.strictObject({ body: z.string(), signature: z.string() });
export type SealedBatch = Readonly<z.infer<typeof SealedBatch>>;

export function batchBody(batch: Batch): string {
  return canonicalJson({
    ...batch,
    ops: [...batch.ops],
    events: [...batch.events],
    contents: [...batch.contents],
  });
}

/** Exactly one text says one batch: anything but its canonical form is refused. */
export function readBatch(body: string): Result<Batch, 'batch.broken' | 'batch.newer'> {
  const parsed = parseOutsideJson(body);
  if (!parsed.ok) return fail('batch.broken', `This is no batch: ${parsed.error.message}`);
  const { value } = parsed;
  const version = z.looseObject({ version: z.number() }).safeParse(value);
  if (version.success && version.data.version > BATCH_VERSION) {
    return fail(
      'batch.newer',
      `This batch has version ${version.data.version}; known here is ${BATCH_VERSION}. It was kept for a newer Quarterdeck.`,
    );
  }
  const batch = Batch.safeParse(value);
  if (!batch.success)
    return fail('batch.broken', `This is no batch: ${batch.error.issues[0]?.message ?? 'wrong form'}.`);
  return batchBody(batch.data) === body
    ? ok(batch.data)
    : fail('batch.broken', 'This batch is not written in its canonical form.');
}

export function opEntry(op: OpEnvelope): Record<string, Json> {
  const { id, hlc, device, actor, correlation, entity, signature } = op;
  const patch = Object.fromEntries(
    Object.entries(op.patch).map(([field, { value, before, after }]) => [
      field,
      { value, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) },
    ]),
  );
  return {
    id,
    hlc,
    device,
    actor,
    correlation,
    entity: { kind: entity.kind, id: entity.id },
    patch,
    signature,
  };
}

export function eventEntry({ id, source, sourceId, kind, at, payload }: EventEnvelope): Record<string, Json> {
  return { id, source, sourceId, kind, at, payload };
}

/** The revisions and notes of a batch, each with the payload of its event word for word. */
export function textsIn(batch: Batch) {
  const from = (source: string) =>
    batch.events.flatMap(({ source: its, sourceId, payload }) =>
      its === source ? [{ id: sourceId, payload }] : [],
    );
  return { revisions: from(REVISION_SOURCE), notes: from(NOTE_SOURCE) };
}

/** The verifications, runs of gates and values of objectives of a batch, each as its event. */
export function observationsIn({ events }: Batch): readonly Readonly<Record<string, Json>>[] {
  return events.filter(
    ({ source }) =>
      typeof source === 'string' &&
      [verifyingDevice, gateDevice, sloDevice].some((deviceOf) => deviceOf(source) !== null),
  );
}

/** The contents that a batch says travel beside it, also where the rest of it is of a newer version. */
export function contentsNamed(body: string): readonly string[] {
  const parsed = parseOutsideJson(body);
  const named = z.looseObject({ contents: z.array(z.string()) }).safeParse(parsed.ok ? parsed.value : null);
  return named.success ? named.data.contents : [];
}
