import { z } from 'zod';
import { FailureValue } from '../shared.ts';

/** Both ends must speak the same version; a tab left open over an update is told to reload. */
export const wireVersion = 1;

/** Every bound of the wire in one place. */
export const wireLimits = {
  /** A larger frame is refused by its sender and ends the connection at its receiver. */
  frameBytes: 32 * 1024 * 1024,
  /** Live views one client may hold. */
  views: 128,
  /** Calls of one client that may run at once. */
  calls: 256,
  /** Unacknowledged pushes allowed per view; beyond that the view is resynchronised instead of queued. */
  unackedPushes: 3,
  /** Bytes waiting for one client beyond which its views stop pushing. */
  bufferedBytes: 4 * 1024 * 1024,
  /** At most one push per view in this time. */
  pushEveryMilliseconds: 50,
} as const;

/** A row as the wire knows it: whatever it says, it has an id. */
export interface WireRow {
  readonly id: string;
}

export function isWireRow(value: unknown): value is WireRow {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}

const Row = z.custom<WireRow>(isWireRow, 'a row needs a string id');
const FrameId = z.number().int().nonnegative();

const WireResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: FailureValue }),
]);

/** From screen or command to the engine. The first frame must be `hello`. */
export const ClientFrame = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('hello'),
    version: z.number().int(),
    /** The workspace this client was shown before; another one behind the same address is refused. */
    workspace: z.string().nullable(),
    /** Act as this actor (name or id); null takes the workspace's owner. Who has a passphrase is locked until `actors.unlock`. */
    as: z.string().max(200).nullable(),
  }),
  z.object({ t: z.literal('call'), id: FrameId, name: z.string(), input: z.unknown() }),
  z.object({ t: z.literal('cancel'), id: FrameId }),
  z.object({ t: z.literal('watch'), id: FrameId, name: z.string(), input: z.unknown() }),
  z.object({ t: z.literal('unwatch'), id: FrameId }),
  /** The push `seq` of the view `id` was taken in. */
  z.object({ t: z.literal('ack'), id: FrameId, seq: FrameId }),
  z.object({ t: z.literal('ping'), id: FrameId }),
]);
export type ClientFrame = z.infer<typeof ClientFrame>;

export const RowPatch = z.object({
  upserts: z.array(Row),
  removes: z.array(z.string()),
  /** All ids in their new order, when removing and appending alone would not give it. */
  order: z.array(z.string()).optional(),
});
export type RowPatch = z.infer<typeof RowPatch>;

/** From the engine to its client. */
export const EngineFrame = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('welcome'),
    version: z.number().int(),
    workspace: z.string(),
    appVersion: z.string(),
  }),
  /** The hello was not accepted; the connection ends. */
  z.object({ t: z.literal('refused'), error: FailureValue }),
  z.object({ t: z.literal('answer'), id: FrameId, result: WireResult }),
  /** The view from the start: first rows, and again after the client fell behind. */
  z.object({ t: z.literal('reset'), id: FrameId, seq: FrameId, rows: z.array(Row), extra: z.unknown() }),
  z.object({
    t: z.literal('patch'),
    id: FrameId,
    seq: FrameId,
    rows: RowPatch,
    /** Present when `extra` changed. */
    extra: z.unknown().optional(),
  }),
  /** The view cannot be shown. It stays watched when the failure is retryable. */
  z.object({ t: z.literal('failed'), id: FrameId, error: FailureValue }),
  /** The engine is shutting down cleanly: whatever has no answer by now was never started. */
  z.object({ t: z.literal('bye') }),
  z.object({ t: z.literal('pong'), id: FrameId }),
]);
export type EngineFrame = z.infer<typeof EngineFrame>;
