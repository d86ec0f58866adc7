import type { AgentId, TaskId } from '../../../core/kernel/ids.ts';
import type { Writer } from '../../handle.ts';
import { type AgentRecord, putAgent, readAgent } from '../../tables/agent.ts';
import { type AttemptRecord, insertAttempt, readAttempt, updateAttempt } from '../../tables/attempt.ts';
import { raiseLastRank } from '../../tables/hub-setting.ts';
import { insertTask, readTask, type TaskRecord, updateTask } from '../../tables/task.ts';

interface Held<Row> {
  readonly row: Row;
  fresh: boolean;
  changed: boolean;
}

/**
 * The rows that the fleet events of one transaction move, held until its end and written once: an attempt that is
 * assigned, accepted, reported on ten times and completed is one insert. Whoever changes a row says so with
 * `change...`; the tables lag behind until `flush`.
 */
export class FleetRows {
  readonly #db: Writer;
  readonly #tasks = new Map<TaskId, Held<TaskRecord>>();
  readonly #attempts = new Map<string, Held<AttemptRecord>>();
  readonly #agents = new Map<AgentId, Held<AgentRecord>>();
  #rank: number | null = null;

  constructor(db: Writer) {
    this.#db = db;
  }

  task(id: TaskId): TaskRecord | null {
    return this.#task(id)?.row ?? null;
  }

  addTask(row: TaskRecord): void {
    this.#tasks.set(row.id, { row, fresh: true, changed: true });
  }

  changeTask(id: TaskId): TaskRecord | null {
    return changed(this.#task(id));
  }

  addAttempt(row: AttemptRecord): void {
    this.#attempts.set(attemptKey(row.taskSeq, row.generation), { row, fresh: true, changed: true });
  }

  changeAttempt(taskSeq: number, generation: number): AttemptRecord | null {
    const key = attemptKey(taskSeq, generation);
    const held = this.#attempts.get(key);
    if (held !== undefined) return changed(held);
    const row = readAttempt(this.#db, taskSeq, generation);
    if (row !== null) this.#attempts.set(key, { row, fresh: false, changed: true });
    return row;
  }

  agent(id: AgentId): AgentRecord | null {
    return this.#agent(id)?.row ?? null;
  }

  addAgent(row: AgentRecord): void {
    this.#agents.set(row.id, { row, fresh: true, changed: true });
  }

  changeAgent(id: AgentId): AgentRecord | null {
    return changed(this.#agent(id));
  }

  raiseRank(rank: number): void {
    this.#rank = Math.max(rank, this.#rank ?? rank);
  }

  flush(): void {
    for (const held of this.#agents.values()) {
      if (held.changed) putAgent(this.#db, held.row);
      settle(held);
    }
    for (const held of this.#tasks.values()) {
      if (held.fresh) insertTask(this.#db, held.row);
      else if (held.changed) updateTask(this.#db, held.row);
      settle(held);
    }
    for (const held of this.#attempts.values()) {
      if (held.fresh) insertAttempt(this.#db, held.row);
      else if (held.changed) updateAttempt(this.#db, held.row);
      settle(held);
    }
    if (this.#rank !== null) raiseLastRank(this.#db, this.#rank);
    this.#rank = null;
  }

  /** After rows were deleted from the tables: nothing is held any more. Everything must be written before. */
  forget(): void {
    this.#tasks.clear();
    this.#attempts.clear();
    this.#agents.clear();
  }

  #task(id: TaskId): Held<TaskRecord> | null {
    const held = this.#tasks.get(id);
    if (held !== undefined) return held;
    const row = readTask(this.#db, id);
    return row === null ? null : hold(this.#tasks, id, row);
  }

  #agent(id: AgentId): Held<AgentRecord> | null {
    const held = this.#agents.get(id);
    if (held !== undefined) return held;
    const row = readAgent(this.#db, id);
    return row === null ? null : hold(this.#agents, id, row);
  }
}

const attemptKey = (taskSeq: number, generation: number): string => `${taskSeq}/${generation}`;

function hold<Key, Row>(rows: Map<Key, Held<Row>>, key: Key, row: Row): Held<Row> {
  const held = { row, fresh: false, changed: false };
  rows.set(key, held);
  return held;
}

function changed<Row>(held: Held<Row> | null): Row | null {
  if (held === null) return null;
  held.changed = true;
  return held.row;
}

function settle(held: Held<unknown>): void {
  held.fresh = false;
  held.changed = false;
}
