import type { AgentId, HubId, TaskId } from '../../../core/kernel/ids.ts';
import type { Writer } from '../../handle.ts';
import { type AgentRecord, putAgent, readAgent, writeAgentState } from '../../tables/fleet/agent.ts';
import { type AgentStateRecord, insertAgentStates } from '../../tables/fleet/agent-state.ts';
import {
  type AttemptRecord,
  insertAttempts,
  readAttempt,
  updateAttempt,
} from '../../tables/fleet/attempt.ts';
import { hubNumber } from '../../tables/fleet/hub.ts';
import { raiseLastRank } from '../../tables/fleet/hub-setting.ts';
import {
  insertTasks,
  readTask,
  type TaskRecord,
  updateTask,
  updateTaskCourse,
} from '../../tables/fleet/task.ts';

/** Rows kept of each kind after a transaction; then all are read again when they are needed. */
const KEPT = 4096;
const MAX_GENERATIONS = 2 ** 20;

/** The rows of every hub. Hubs are told apart before anything of an event is looked at. */
export class FleetRows {
  readonly #db: Writer;
  readonly #hubs = new Map<HubId, HubRows>();

  constructor(db: Writer) {
    this.#db = db;
  }

  /** A hub nobody has heard of becomes known by this. */
  of(hubId: HubId): HubRows {
    const known = this.#hubs.get(hubId);
    if (known !== undefined) return known;
    const rows = new HubRows(this.#db, hubNumber(this.#db, hubId));
    this.#hubs.set(hubId, rows);
    return rows;
  }

  flush(): void {
    for (const rows of this.#hubs.values()) rows.flush();
  }

  /** After a failed transaction: nothing is held any more, and a hub that became known in it is unknown again. */
  forget(): void {
    this.#hubs.clear();
  }
}

/**
 * The rows of one hub that its events move, held until the end of the transaction and written once: an attempt that is assigned,
 * accepted, reported on ten times and completed is one insert. Whoever changes a row says so with `change...`; the tables
 * lag behind until `flush`. Rows stay known for the next transaction, and are forgotten when one fails.
 */
export class HubRows {
  readonly hubN: number;
  readonly #db: Writer;
  readonly #tasks: BufferedRows<TaskId, TaskRecord>;
  readonly #attempts: BufferedRows<number | string, AttemptRecord>;
  readonly #agents: BufferedRows<AgentId, AgentRecord>;
  #states: AgentStateRecord[] = [];
  #rank: number | null = null;

  constructor(db: Writer, hubN: number) {
    this.#db = db;
    this.hubN = hubN;
    this.#tasks = new BufferedRows();
    this.#attempts = new BufferedRows();
    this.#agents = new BufferedRows();
  }

  task(id: TaskId): TaskRecord | null {
    return this.#tasks.get(id) ?? this.#tasks.keep(id, readTask(this.#db, this.hubN, id));
  }

  addTask(row: TaskRecord): void {
    this.#tasks.add(row.id, row);
  }

  changeTask(id: TaskId): TaskRecord | null {
    return this.#tasks.change(id, this.task(id));
  }

  /** Only its status, its counters and its end are to be changed. */
  moveTask(id: TaskId): TaskRecord | null {
    return this.#tasks.move(id, this.task(id));
  }

  addAttempt(row: AttemptRecord): void {
    this.#attempts.add(attemptKey(row.taskSeq, row.generation), row);
  }

  changeAttempt(taskSeq: number, generation: number): AttemptRecord | null {
    const key = attemptKey(taskSeq, generation);
    const known =
      this.#attempts.get(key) ?? this.#attempts.keep(key, readAttempt(this.#db, taskSeq, generation));
    return this.#attempts.change(key, known);
  }

  agent(id: AgentId): AgentRecord | null {
    return this.#agents.get(id) ?? this.#agents.keep(id, readAgent(this.#db, this.hubN, id));
  }

  addAgent(row: AgentRecord): void {
    this.#agents.add(row.id, row);
  }

  changeAgent(id: AgentId): AgentRecord | null {
    return this.#agents.change(id, this.agent(id));
  }

  /** Only its current interval may be changed. */
  moveAgent(id: AgentId): AgentRecord | null {
    return this.#agents.move(id, this.agent(id));
  }

  addState(row: AgentStateRecord): void {
    this.#states.push(row);
  }

  raiseRank(rank: number): void {
    this.#rank = Math.max(rank, this.#rank ?? rank);
  }

  flush(): void {
    const agents = this.#agents.take();
    for (const row of [...agents.fresh, ...agents.changed]) putAgent(this.#db, row);
    for (const row of agents.moved) writeAgentState(this.#db, row);
    insertAgentStates(this.#db, this.#states);
    this.#states = [];
    const tasks = this.#tasks.take();
    insertTasks(this.#db, tasks.fresh);
    for (const row of tasks.changed) updateTask(this.#db, row);
    for (const row of tasks.moved) updateTaskCourse(this.#db, row);
    const attempts = this.#attempts.take();
    insertAttempts(this.#db, attempts.fresh);
    for (const row of attempts.changed) updateAttempt(this.#db, row);
    if (this.#rank !== null) raiseLastRank(this.#db, this.hubN, this.#rank);
    this.#rank = null;
  }

  /** After a failed transaction, or when rows were deleted: nothing is held any more. */
  forget(): void {
    this.#tasks.forget();
    this.#attempts.forget();
    this.#agents.forget();
    this.#states = [];
    this.#rank = null;
  }
}

/** A number, because it is made for every event; beyond a million attempts of one task it is a text. */
const attemptKey = (taskSeq: number, generation: number): number | string =>
  generation < MAX_GENERATIONS ? taskSeq * MAX_GENERATIONS + generation : `${taskSeq}/${generation}`;

class BufferedRows<Key, Row> {
  readonly #rows = new Map<Key, Row>();
  readonly #fresh = new Set<Key>();
  readonly #changed = new Set<Key>();
  /** Those of which only the few columns changed that change most often. */
  readonly #moved = new Set<Key>();

  get(key: Key): Row | null {
    return this.#rows.get(key) ?? null;
  }

  keep(key: Key, row: Row | null): Row | null {
    if (row !== null) this.#rows.set(key, row);
    return row;
  }

  add(key: Key, row: Row): void {
    this.#rows.set(key, row);
    this.#fresh.add(key);
  }

  change(key: Key, row: Row | null): Row | null {
    if (row === null || this.#fresh.has(key)) return row;
    this.#changed.add(key);
    this.#moved.delete(key);
    return row;
  }

  move(key: Key, row: Row | null): Row | null {
    if (row !== null && !this.#fresh.has(key) && !this.#changed.has(key)) this.#moved.add(key);
    return row;
  }

  /** The rows to write. */
  take(): { readonly fresh: Row[]; readonly changed: Row[]; readonly moved: Row[] } {
    const taken = {
      fresh: this.#of(this.#fresh),
      changed: this.#of(this.#changed),
      moved: this.#of(this.#moved),
    };
    this.#fresh.clear();
    this.#changed.clear();
    this.#moved.clear();
    if (this.#rows.size > KEPT) this.#rows.clear();
    return taken;
  }

  forget(): void {
    this.#rows.clear();
    this.#fresh.clear();
    this.#changed.clear();
    this.#moved.clear();
  }

  #of(keys: ReadonlySet<Key>): Row[] {
    const rows: Row[] = [];
    for (const key of keys) {
      const row = this.#rows.get(key);
      if (row !== undefined) rows.push(row);
    }
    return rows;
  }
}
