import type { RevisionNote } from '../core/domain/trackers/history/revision-record.ts';
import {
  FAR_AHEAD_MS,
  type HlcState,
  isFarAhead,
  packHlc,
  parseHlc,
  receiveHlc,
  sendHlc,
} from '../core/kernel/hlc.ts';
import type { DeviceId, RevisionId } from '../core/kernel/ids.ts';
import type { Result } from '../core/kernel/result.ts';
import { ChangeCollector } from './changes.ts';
import { getContent } from './contents/content-store.ts';
import type { DocumentCache } from './contents/document-cache.ts';
import { lostText, Refusal } from './failures.ts';
import type { LoggedEvent } from './feed/commit.ts';
import type { Writer } from './handle.ts';
import { readNotes } from './records/revision-note.ts';
import type { FleetRows } from './reducers/fleet/fleet-rows.ts';
import type { ProjectedCache } from './reducers/projected-cache.ts';
import type { ReducerContext } from './reducers/reducer-context.ts';
import type { ClockState } from './tables/clock-state.ts';
import { insertEvent, insertEvents } from './tables/event.ts';
import { deleteOp, insertOp, lastClock, type OpRow } from './tables/op.ts';

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Refusal(result.error);
  return result.value;
}

export interface TransactionDeps {
  readonly db: Writer;
  readonly file: string;
  readonly now: number;
  readonly documents: DocumentCache;
  readonly projected: ProjectedCache;
  readonly fleet: FleetRows;
  readonly clock: ClockState;
  readonly id: (prefix: string) => string;
}

/** What the body of one transaction works with. The clock it advances becomes the workspace's only on commit. */
export class Transaction implements ReducerContext {
  readonly db: Writer;
  readonly now: number;
  readonly documents: DocumentCache;
  readonly projected: ProjectedCache;
  readonly changes = new ChangeCollector();
  readonly fleet: FleetRows;
  /** The rows it wrote to the logs, for the feed. */
  readonly ops: OpRow[] = [];
  readonly events: LoggedEvent[] = [];
  readonly #id: (prefix: string) => string;
  readonly #file: string;
  #hlc: HlcState;
  #seq: number;

  constructor(deps: TransactionDeps) {
    this.db = deps.db;
    this.#file = deps.file;
    this.fleet = deps.fleet;
    this.now = deps.now;
    this.documents = deps.documents;
    this.projected = deps.projected;
    this.#id = deps.id;
    this.#hlc = { millis: deps.clock.millis, counter: deps.clock.counter };
    this.#seq = deps.clock.seq;
  }

  get clock(): ClockState {
    return { ...this.#hlc, seq: this.#seq };
  }

  /** A fresh random id, e.g. `op_4f…`. */
  id(prefix: string): string {
    return this.#id(prefix);
  }

  nextSeq(): number {
    this.#seq += 1;
    return this.#seq;
  }

  logOp(row: OpRow): void {
    insertOp(this.db, row);
    this.ops.push(row);
  }

  /** Takes a row out of the log again: what is known since says that it never counted. */
  withdrawOp(row: OpRow): void {
    deleteOp(this.db, row.seq);
    const at = this.ops.findIndex(({ seq }) => seq === row.seq);
    if (at >= 0) this.ops.splice(at, 1);
  }

  /** False when its source delivered it before: then nothing is written and nothing must be projected. */
  logEvent(row: LoggedEvent): boolean {
    const fresh = insertEvent(this.db, row);
    if (fresh) this.events.push(row);
    return fresh;
  }

  /** The same for many, whose seqs rise without a gap. Answers those that were not delivered before. */
  logEvents<Row extends LoggedEvent>(rows: readonly Row[]): readonly Row[] {
    const repeated = insertEvents(this.db, rows);
    const fresh = repeated.size === 0 ? rows : rows.filter(({ seq }) => !repeated.has(seq));
    for (const row of fresh) this.events.push(row);
    return fresh;
  }

  /**
   * A stamp for something new, later than `after`. The wall clock may have been far ahead once: then only what decides
   * again what was decided at that time goes on from there, all else goes by the clock as it stands now.
   */
  stamp(device: DeviceId, after: string | null = null): string {
    const next = valueOf(sendHlc(this.#last(), this.now));
    this.#hlc = next;
    const stamp = packHlc(next, device);
    const newest = after === null || stamp > after ? null : parseHlc(lastClock(this.db) ?? after);
    return newest === null ? stamp : packHlc(valueOf(sendHlc(newest, newest.millis)), device);
  }

  /** What is stamped from now on is later than a stamp made elsewhere. The stamp must be within the drift allowed. */
  see(remote: HlcState): void {
    this.#hlc = valueOf(receiveHlc(this.#last(), remote, this.now));
  }

  /** The last stamp that the wall clock stands for. */
  #last(): HlcState {
    if (!isFarAhead(this.#hlc.millis, this.now)) return this.#hlc;
    return parseHlc(lastClock(this.db, this.now + FAR_AHEAD_MS) ?? '') ?? { millis: 0, counter: 0 };
  }

  content(hash: string): Uint8Array {
    const bytes = getContent(this.db, hash);
    if (bytes === null) throw new Refusal(lostText(this.#file, hash).error);
    return bytes;
  }

  notes(revision: RevisionId): readonly RevisionNote[] {
    return readNotes(this.db, revision);
  }
}
