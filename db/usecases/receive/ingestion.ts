import { hash } from 'node:crypto';
import { type Parked, type SetAside, setAside, type Verdict } from '../../../core/domain/sync/verdict.ts';
import type { DeviceId, TrackerId } from '../../../core/kernel/ids.ts';
import type { ReceivedOp } from '../../../core/kernel/op.ts';
import { cutAtDepth, isTooDeep, TOO_DEEP } from '../../../core/kernel/outside-json.ts';
import { fail } from '../../../core/kernel/result.ts';
import { Refusal } from '../../failures.ts';
import {
  countParked,
  deleteParked,
  type ParkedKind,
  type ParkedRow,
  parkedBytes,
  parkedFor,
  putParked,
  trimSetAside,
} from '../../tables/parked.ts';
import type { Transaction } from '../../transaction.ts';

/** Entries that may wait at a time: an entry that would wait beyond them is refused and has to be sent again. */
export const MAX_PARKED = 100_000;
/** And their length together: an entry may be long. */
const MAX_PARKED_BYTES = 256 * 1024 * 1024;
/** Characters kept of an entry that is set aside; of a longer one a person sees the beginning. */
const SET_ASIDE_CHARACTERS = 16 * 1024;
/** Entries kept for a person to see; the oldest make room. */
const MAX_SET_ASIDE = 10_000;

/** What is asked of entries before they are applied. A revision proves itself, being named by its content. */
export interface ReceiveCheck {
  readonly op: (op: ReceivedOp) => Verdict;
  /** Of a note or verification that came just now: whether its sender may hand on what this device wrote. */
  readonly note: (writer: DeviceId) => Verdict;
}

export interface Received {
  readonly applied: number;
  /** Known already. */
  readonly repeated: number;
  readonly parked: number;
  readonly setAside: number;
  /** Trackers that have new revisions. */
  readonly trackers: readonly TrackerId[];
  /** Whose keys are known here may have changed. */
  readonly keys: boolean;
}

export type Outcome =
  | { readonly kind: 'applied' }
  | { readonly kind: 'repeated' }
  /** `content`: the bytes a revision will need, whatever else it waits for. */
  | (Parked & { readonly content?: string })
  | SetAside;

export const APPLIED: Outcome = { kind: 'applied' };
export const REPEATED: Outcome = { kind: 'repeated' };

/** Applies an entry or says why not. `isNew`: it came just now, and did not wait here. */
export type Ingest = (ingestion: Ingestion, envelope: unknown, isNew: boolean) => Outcome;

/** Entries of one delivery: what became of each, and what of those that waited can be applied since. */
export class Ingestion {
  readonly tx: Transaction;
  readonly trackers = new Set<TrackerId>();
  keysChanged = false;
  readonly #kinds: Readonly<Partial<Record<ParkedKind, Ingest>>>;
  readonly #arrived: string[] = [];
  readonly #counts = { applied: 0, repeated: 0, parked: 0, setAside: 0 };
  #parkedBefore: number | null = null;

  constructor(tx: Transaction, kinds: Readonly<Partial<Record<ParkedKind, Ingest>>>) {
    this.tx = tx;
    this.#kinds = kinds;
  }

  /** Something that others may wait for is here now: a tracker, a revision, a content, a note, an actor. */
  arrived(name: string): void {
    this.#arrived.push(name);
  }

  ingest(kind: ParkedKind, envelope: unknown): void {
    const outcome = isTooDeep(envelope)
      ? setAside('form.broken', TOO_DEEP)
      : this.#kinds[kind]?.(this, envelope, true);
    if (outcome !== undefined) this.keepNew(kind, envelope, outcome);
    this.#retryWaiting();
  }

  retry(rows: readonly ParkedRow[]): void {
    for (const row of rows) this.#retry(row);
    this.#retryWaiting();
  }

  /** Writes down what became of an entry that did not wait here. */
  keepNew(kind: ParkedKind, envelope: unknown, outcome: Outcome): void {
    const text = JSON.stringify(cutAtDepth(envelope));
    const digest = hash('sha256', text, 'base64url').slice(0, 20);
    const kept =
      outcome.kind === 'set-aside' && text.length > SET_ASIDE_CHARACTERS
        ? JSON.stringify({ cut: text.slice(0, SET_ASIDE_CHARACTERS) })
        : text;
    this.#keep({ kind, id: idIn(envelope), digest, envelope: kept, at: this.tx.now }, outcome);
  }

  /** In the log it is already, where it was applied. */
  #keep(entry: Pick<ParkedRow, 'kind' | 'id' | 'digest' | 'envelope' | 'at'>, outcome: Outcome): void {
    if (outcome.kind === 'applied' || outcome.kind === 'repeated') {
      this.#counts[outcome.kind] += 1;
      deleteParked(this.tx.db, entry);
      return;
    }
    const isParked = outcome.kind === 'parked';
    this.#parkedBefore ??= countParked(this.tx.db, 'parked');
    this.#counts[isParked ? 'parked' : 'setAside'] += 1;
    putParked(this.tx.db, {
      ...entry,
      state: outcome.kind,
      reason: outcome.reason,
      detail: isParked ? (outcome.waitsFor ?? outcome.detail) : outcome.detail,
      content: isParked ? (outcome.content ?? null) : null,
    });
  }

  end(): Received {
    if (this.#parkedBefore !== null) {
      trimSetAside(this.tx.db, MAX_SET_ASIDE);
      const parked = countParked(this.tx.db, 'parked');
      const isFull = parked > MAX_PARKED || parkedBytes(this.tx.db) > MAX_PARKED_BYTES;
      if (parked > this.#parkedBefore && isFull) throw new Refusal(tooManyWait());
    }
    return { ...this.#counts, trackers: [...this.trackers], keys: this.keysChanged };
  }

  #retryWaiting(): void {
    for (let name = this.#arrived.pop(); name !== undefined; name = this.#arrived.pop()) {
      for (const row of parkedFor(this.tx.db, name)) this.#retry(row);
    }
  }

  #retry(row: ParkedRow): void {
    const outcome = this.#kinds[row.kind]?.(this, JSON.parse(row.envelope), false);
    if (outcome !== undefined) this.#keep(row, outcome);
  }
}

function tooManyWait() {
  return fail(
    'receive.full',
    `More than ${MAX_PARKED} entries or ${MAX_PARKED_BYTES / 1024 / 1024} MB from other devices wait for something that is not here. What came now was not kept and has to be sent again; the diagnostics say what is waited for.`,
    { limit: MAX_PARKED },
  ).error;
}

function idIn(envelope: unknown): string {
  if (typeof envelope !== 'object' || envelope === null || !('id' in envelope)) return '';
  return typeof envelope.id === 'string' ? envelope.id.slice(0, 200) : '';
}
