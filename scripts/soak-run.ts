import { nextRound, PARTS, type Round, type SoakState } from './soak-plan.ts';

/** What a round found; `problems` says each in one line. */
export interface RoundReport {
  readonly problems: readonly string[];
  readonly changes: number;
  readonly tasks: number;
  /** By kind of writer. */
  readonly writers?: SoakState['writers'];
}

export interface SoakRun {
  /** Monotonic milliseconds. */
  readonly now: () => number;
  readonly run: (round: Round) => Promise<RoundReport>;
  /** Called after each finished round: what is lost when the soak is stopped is the round in flight. */
  readonly keep: (state: SoakState) => void;
  readonly say: (line: string) => void;
}

/** Runs round after round until the plan is done, or until `minutes` of this run are over. */
export async function soak(from: SoakState, minutes: number | null, port: SoakRun): Promise<SoakState> {
  const { now, run, keep, say } = port;
  const began = now();
  let state = from;
  for (let round = nextRound(state); round !== null; round = nextRound(state)) {
    if (minutes !== null && now() - began >= minutes * 60_000) break;
    const started = now();
    const report = await run(round);
    for (const problem of report.problems) say(`FAILED ${round.kind} with seed ${round.seed}: ${problem}`);
    const seconds = (now() - started) / 1000;
    state = {
      ...state,
      rounds: state.rounds + 1,
      changes: state.changes + report.changes,
      tasks: state.tasks + report.tasks,
      problems: state.problems + report.problems.length,
      writers: added(state.writers, report.writers ?? {}),
      seconds: state.seconds + seconds,
    };
    keep(state);
    say(
      `round ${state.rounds}: ${round.kind}, ${round.size} ${PARTS[round.kind].counts}, seed ${round.seed}, ${seconds.toFixed(0)} s; so far ${state.changes} changes, ${state.tasks} tasks, ${state.problems} problems`,
    );
  }
  return state;
}

function added(before: SoakState['writers'], more: SoakState['writers']): SoakState['writers'] {
  const sums = { ...before };
  for (const [kind, { rounds, problems }] of Object.entries(more)) {
    const known = sums[kind] ?? { rounds: 0, problems: 0 };
    sums[kind] = { rounds: known.rounds + rounds, problems: known.problems + problems };
  }
  return sums;
}
