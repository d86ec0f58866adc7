import Database from 'better-sqlite3';
import { z } from 'zod';
import { createSettlementJudge, type SettlementJudge } from '../../support/fleet/settlement-judge.ts';

const Logged = z.object({ d: z.looseObject({ type: z.string(), agentId: z.string().nullish() }) });

/** What agents were told, to be compared with the log. */
export interface Heard extends Pick<SettlementJudge, 'assigned' | 'settled'> {
  /** A token that must never be let in again. */
  replaced(token: string): void;
  readonly oldTokens: readonly string[];
}

/** Reads the hub's log and what agents were told on the wire, and nothing else. Shares no code with the hub. */
export interface DoorsJudge extends Pick<SettlementJudge, 'counts'> {
  readonly heard: Heard;
  /** Reads on in the log, and says what is wrong by now. */
  judge(database: string): readonly string[];
}

export function createDoorsJudge(): DoorsJudge {
  const tasks = createSettlementJudge();
  const connected = new Set<string>();
  const oldTokens: string[] = [];
  let seq = 0;
  return {
    heard: {
      oldTokens,
      assigned: tasks.assigned,
      settled: tasks.settled,
      replaced(token) {
        oldTokens.push(token);
        if (oldTokens.length > 500) oldTokens.shift();
      },
    },
    judge(database) {
      const db = new Database(database, { readonly: true });
      const sql = "SELECT seq, payload FROM event WHERE source GLOB 'hub:*' AND seq > ? ORDER BY seq";
      const rows = z
        .array(z.object({ seq: z.number(), payload: z.string() }))
        .parse(db.prepare(sql).all(seq));
      db.close();
      const problems: string[] = [];
      for (const { payload } of rows) {
        const { d: event } = Logged.parse(JSON.parse(payload));
        const agentId = event.agentId ?? '';
        if (event.type === 'agent.connected' && connected.has(agentId))
          problems.push(`${agentId} was let in twice at once`);
        if (event.type === 'agent.connected') connected.add(agentId);
        if (event.type === 'agent.disconnected' || event.type === 'agent.removed') connected.delete(agentId);
        tasks.look(event);
      }
      seq = rows.at(-1)?.seq ?? seq;
      return [...problems, ...tasks.problems()];
    },
    counts: tasks.counts,
  };
}
