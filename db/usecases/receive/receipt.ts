import { hash } from 'node:crypto';
import type { RevisionNote, RevisionRecord } from '../../../core/domain/trackers/history/revision-record.ts';
import type { RevisionId, TrackerId } from '../../../core/kernel/ids.ts';
import type { ReceivedOp } from '../../../core/kernel/op.ts';
import {
  deleteParked,
  type ParkedKind,
  type ParkedRow,
  parkedBut,
  parkedFor,
  putParked,
} from '../../tables/parked.ts';
import type { Transaction } from '../../transaction.ts';

/** Why something can't be taken in: it waits for `detail`, or it is wrong and never will be. */
export type Refused =
  | { readonly park: string; readonly detail: string; readonly content?: string }
  | { readonly setAside: string; readonly detail: string };

export type Verdict = 'ok' | Refused;

/** Says of what arrives whether its signature is good. An unknown key waits, a wrong signature does not. */
export interface ReceiveCheck {
  readonly op: (op: ReceivedOp) => Verdict;
  readonly revision: (id: RevisionId, record: RevisionRecord) => Verdict;
  readonly note: (note: RevisionNote) => Verdict;
}

/** Reasons that name what is waited for: those are tried again when it comes, others at every receipt. */
export const WAITS_FOR = ['tracker.missing', 'parent.missing', 'content.missing', 'note.missing'] as const;
export const UNKNOWN_KIND = 'kind.unknown';

export interface Received {
  readonly applied: number;
  /** Known already. */
  readonly repeated: number;
  readonly parked: number;
  readonly setAside: number;
  /** Trackers that have new revisions. */
  readonly trackers: readonly TrackerId[];
}

export type Outcome = 'applied' | 'repeated' | Refused;

export type Take = (receipt: Receipt, envelope: unknown) => Outcome;

/** One receipt: what came, what became of it, and what of the parked can be taken in since. */
export class Receipt {
  readonly tx: Transaction;
  readonly check: ReceiveCheck;
  readonly trackers = new Set<TrackerId>();
  readonly #takes: Readonly<Record<ParkedKind, Take>>;
  readonly #here: string[] = [];
  #applied = 0;
  #repeated = 0;
  #parked = 0;
  #setAside = 0;

  constructor(tx: Transaction, check: ReceiveCheck, takes: Readonly<Record<ParkedKind, Take>>) {
    this.tx = tx;
    this.check = check;
    this.#takes = takes;
  }

  /** Something others may wait for is here now: a tracker, a revision, a content, a note. */
  came(name: string): void {
    this.#here.push(name);
  }

  take(kind: ParkedKind, envelope: unknown): void {
    this.#take(kind, envelope, null);
    this.#tryWaiting();
  }

  /** Tries again what waits for a clock, a key or (after an upgrade) a newer version. */
  tryAgain(upgraded: boolean): void {
    const left = upgraded ? WAITS_FOR : [...WAITS_FOR, UNKNOWN_KIND];
    for (const row of parkedBut(this.tx.db, left)) this.#take(row.kind, JSON.parse(row.envelope), row);
    this.#tryWaiting();
  }

  end(): Received {
    return {
      applied: this.#applied,
      repeated: this.#repeated,
      parked: this.#parked,
      setAside: this.#setAside,
      trackers: [...this.trackers],
    };
  }

  #tryWaiting(): void {
    for (let name = this.#here.pop(); name !== undefined; name = this.#here.pop()) {
      for (const row of parkedFor(this.tx.db, name)) this.#take(row.kind, JSON.parse(row.envelope), row);
    }
  }

  #take(kind: ParkedKind, envelope: unknown, waiting: ParkedRow | null): void {
    const outcome = this.#takes[kind](this, envelope);
    if (outcome === 'applied' || outcome === 'repeated') {
      if (waiting !== null) deleteParked(this.tx.db, waiting);
      if (outcome === 'applied') this.#applied += 1;
      else this.#repeated += 1;
      return;
    }
    const state = 'park' in outcome ? 'parked' : 'set-aside';
    if (state === 'parked') this.#parked += 1;
    else this.#setAside += 1;
    const text = waiting?.envelope ?? JSON.stringify(envelope);
    putParked(this.tx.db, {
      kind,
      id: waiting?.id ?? idIn(envelope),
      digest: waiting?.digest ?? hash('sha256', text, 'base64url').slice(0, 20),
      envelope: text,
      state,
      reason: 'park' in outcome ? outcome.park : outcome.setAside,
      detail: outcome.detail,
      content: 'park' in outcome ? (outcome.content ?? null) : null,
      at: waiting?.at ?? this.tx.now,
    });
  }
}

function idIn(envelope: unknown): string {
  if (typeof envelope !== 'object' || envelope === null || !('id' in envelope)) return '';
  return typeof envelope.id === 'string' ? envelope.id.slice(0, 200) : '';
}
