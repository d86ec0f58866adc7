import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutsideTimes } from '../../../main/engine/files/outside-times.ts';
import { openTestEngine } from '../engine.ts';
import { WRITER_KINDS } from './writer-plan.ts';
import { type WritersRound, writersRound } from './writers-round.ts';

/** So many rounds of all kinds in turn, each kind by turns with a file that is replaced and one that is written into, several at once, in one engine that watches its files. */
export async function writersRounds(
  seed: number,
  rounds: number,
  atOnce: number,
  times: OutsideTimes,
): Promise<readonly WritersRound[]> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-writers-'));
  mkdirSync(join(folder, 'docs'));
  const engine = await openTestEngine(join(folder, 'workspace'), {
    randomBytes: (count) => randomBytes(count),
    now: () => Date.now(),
    watch: true,
    outsideTimes: times,
  });
  const ended: WritersRound[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < rounds) {
      const at = next;
      next += 1;
      const kind = WRITER_KINDS[at % WRITER_KINDS.length] ?? 'append';
      const isLinked = Math.floor(at / WRITER_KINDS.length) % 2 === 1;
      ended.push(await writersRound(engine, join(folder, 'docs'), kind, seed + at, times, isLinked));
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return ended;
}
