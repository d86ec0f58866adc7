import { spawn } from 'node:child_process';
import { existsSync, linkSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { seeded } from '../../../bench/random.ts';
import { contract, type OutputOf, type RowOf } from '../../../core/contract/index.ts';
import type { TrackerId } from '../../../core/kernel/ids.ts';
import type { Result } from '../../../core/kernel/result.ts';
import type { Engine } from '../../../main/engine/engine.ts';
import type { OutsideTimes } from '../../../main/engine/files/outside-times.ts';
import type { WriterKind, WriterPlan } from './writer-plan.ts';
import { ROWS, withNote, writersDocument } from './writers-document.ts';

export interface WritersRound {
  readonly kind: WriterKind;
  readonly problems: readonly string[];
  readonly seconds: number;
}

/** Beyond all the times that a file is given. */
const PATIENCE = 4;
const context = { actor: null, signal: new AbortController().signal };

/**
 * One tracker, one save by another program at a random speed, and edits of ours before and during it. Afterwards the outside
 * text must be on disk or a revision that was merged, or stand in a conflict, and each of our edits in the text or in a
 * conflict. `isLinked`: the file has a second name, so that ours are written into it.
 */
export async function writersRound(
  engine: Engine,
  folder: string,
  kind: WriterKind,
  seed: number,
  times: OutsideTimes,
  isLinked: boolean,
): Promise<WritersRound> {
  const began = performance.now();
  const random = seeded(seed);
  const path = join(folder, `plan-${kind}-${seed}.md`);
  writeFileSync(path, writersDocument(`${kind} ${seed}`));
  if (isLinked) linkSync(path, `${path}.second`);
  const trackerId = await importOne(engine, path);
  const ids = await idsOf(engine, trackerId);
  const ours: { readonly row: number; readonly note: string }[] = [];
  const answers: Promise<Result<OutputOf<'trackers.edit'>>>[] = [];
  const edit = (row: number): void => {
    const note = `ours-${seed}-${ours.length}`;
    ours.push({ row, note });
    answers.push(setNote(engine, trackerId, ids, row, note));
  };

  const editRow = 1 + random.below(ROWS);
  if (random.below(4) > 0) edit(editRow);
  // Shortly after our edit was answered, or while it is on its way.
  if (random.below(4) > 0) await Promise.all(answers);
  const base = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const outsideRow = random.below(4) === 0 ? editRow : 1 + random.below(ROWS);
  const outside = `outside-${seed}`;
  const whole = withNote(base, outsideRow, outside);
  const plans = plansOf(kind, path, whole, `\nAppended ${outside}.\n`, random, times);
  const running = plans.map(run);
  const longest = Math.max(...plans.map(({ pauses }) => pauses.reduce((sum, one) => sum + one, 0)));
  for (let edits = random.below(3); edits > 0; edits -= 1) {
    await wait(random.below(Math.max(1, longest)));
    // Not the row that the other program changes: whether that was seen by then is another question.
    const row = 1 + random.below(ROWS);
    if (row !== outsideRow) edit(row);
  }
  const written = await Promise.all(running);
  const answered = await Promise.all(answers);
  // Not those refused, those of ours that came before another, and what the other program saw.
  const promised = ours
    .filter(({ row, note }, at) => {
      const later = ours.findLastIndex((other) => other.row === row);
      const seen = row === outsideRow && base.includes(note);
      return later === at && !seen && !isRefused(answered[at]);
    })
    .map(({ note }) => note);

  const last = written.toSorted((one, other) => one.took - other.took).at(-1);
  const until = performance.now() + (times.atLatest + times.shrunk) * PATIENCE;
  let problems: string[];
  do {
    await engine.handlers.calls['trackers.recheck']({ trackerId }, context);
    problems = await judge(engine, trackerId, path, promised, ids, {
      text: last?.left ?? null,
      note: outside,
      whole: kind !== 'killed-half-way',
    });
    if (problems.length > 0) await wait(50);
  } while (problems.length > 0 && performance.now() < until);
  const refused = answered.flatMap((answer) =>
    answer.ok || isRefused(answer) ? [] : [`an edit was refused: ${answer.error.code}`],
  );
  return {
    kind,
    problems: [...problems, ...refused].map((problem) => `${kind} ${seed}: ${problem}`),
    seconds: (performance.now() - began) / 1000,
  };
}

/** For what the text says by then (no such row, half a cell), not for its file. */
function isRefused(answer: Result<unknown> | undefined): boolean {
  return answer?.ok === false && !answer.error.code.startsWith('file.');
}

interface Random {
  next(): number;
  below(limit: number): number;
}

function plansOf(
  kind: WriterKind,
  path: string,
  text: string,
  appended: string,
  random: Random,
  times: OutsideTimes,
): readonly WriterPlan[] {
  // From a hundredth of a stillness to half of the longest wait, short ones as likely as long ones.
  const pause = () => times.still * 0.01 * (50 * (times.atLatest / (10 * times.still))) ** random.next();
  const plan = (how: WriterPlan['how'], chunks: number, dieAt: number | null = null): WriterPlan => ({
    how,
    path,
    text: how === 'append' ? appended : text,
    pauses: Array.from({ length: chunks }, () => Math.round((pause() * 2) / Math.sqrt(chunks))),
    dieAt,
  });
  const chunks = 2 + random.below(6);
  const plans: Readonly<Record<WriterKind, () => readonly WriterPlan[]>> = {
    'truncate-then-fill': () => [plan('truncate-then-fill', 1)],
    'stream-in-chunks': () => [plan('stream', chunks)],
    'swap-and-rename': () => [plan('swap', chunks)],
    'old-handle': () => [plan('old-handle', 1)],
    append: () => [plan('append', 1)],
    'partial-sync': () => [plan('partial-sync', chunks)],
    'killed-half-way': () => [plan('stream', chunks, random.below(chunks))],
    'two-at-once': () => [plan('stream', chunks), plan('swap', chunks)],
  };
  return plans[kind]();
}

interface Written {
  /** When the file it wrote took the tracker's name, or was opened under it. */
  readonly took: number;
  /** What it wrote, also when it was killed on the way; null: nothing, or one end of a file. */
  readonly left: string | null;
}

async function run(plan: WriterPlan): Promise<Written> {
  const program = join(import.meta.dirname, '../../support/programs/writer-program.ts');
  const child = spawn(process.execPath, [program, JSON.stringify(plan)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let took = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('took ')) took = Number(line.slice('took '.length));
  });
  await new Promise((resolve) => child.once('close', resolve));
  if (plan.how === 'append') return { took, left: null };
  if (plan.dieAt === null) return { took, left: plan.text };
  const bytes = Buffer.from(plan.text, 'utf8');
  const left = bytes.subarray(0, plan.dieAt * Math.ceil(bytes.length / plan.pauses.length));
  return { took, left: left.toString('utf8') };
}

interface Outside {
  readonly text: string | null;
  readonly note: string;
  readonly whole: boolean;
}

async function judge(
  engine: Engine,
  trackerId: TrackerId,
  path: string,
  ours: readonly string[],
  ids: ReadonlyMap<string, RowOf<'trackers.items'>['id']>,
  outside: Outside,
): Promise<string[]> {
  const disk = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const current = await sourceOf(engine, trackerId, null);
  const { rows } = await engine.handlers.views['conflicts.list'].read({ trackerId, resolved: false });
  const values = rows.flatMap(({ base, mine, theirs }) => [base, mine.value, theirs.value]).join('\n');
  const state = (await engine.handlers.views['trackers.list'].read({})).rows.find(
    ({ id }) => id === trackerId,
  );
  const problems: string[] = [];
  const emptied = state?.fileState === 'emptied';
  if (!emptied && state?.fileState !== 'in-step' && state?.fileState !== 'conflict')
    problems.push(`the file is ${state?.fileState}: ${state?.fileNote ?? ''}`);
  if (!emptied && disk !== current) problems.push('what is shown is not what is on disk');
  for (const note of ours) {
    if (!current.includes(note) && !values.includes(note))
      problems.push(`our edit ${note} is gone without a conflict`);
  }
  if (outside.whole) {
    if (!disk.includes(outside.note) && !values.includes(outside.note))
      problems.push(`the outside ${outside.note} is neither on disk nor in a conflict`);
    const now = await idsOf(engine, trackerId);
    for (const [key, id] of ids) if (now.get(key) !== id) problems.push(`${key} has another id than before`);
  } else if (outside.text !== null && outside.text.trim() !== '' && disk !== outside.text) {
    if (!(await hasRevision(engine, trackerId, outside.text)))
      problems.push('what the killed writer left is neither on disk nor a revision');
  }
  return problems;
}

async function hasRevision(engine: Engine, trackerId: TrackerId, text: string): Promise<boolean> {
  const answer = await engine.handlers.calls['trackers.revisions']({ trackerId, limit: 100 }, context);
  if (!answer.ok) return false;
  for (const { sequence } of answer.value.rows)
    if ((await sourceOf(engine, trackerId, sequence)) === text) return true;
  return false;
}

async function sourceOf(engine: Engine, trackerId: TrackerId, revision: number | null): Promise<string> {
  const answer = await engine.handlers.calls['trackers.source']({ trackerId, revision }, context);
  return answer.ok ? answer.value.text : '';
}

async function importOne(engine: Engine, path: string): Promise<TrackerId> {
  const answer = await engine.handlers.calls['trackers.import'](
    { paths: [path], profile: null, mapping: null },
    context,
  );
  const [one] = answer.ok ? answer.value.imported : [];
  if (one === undefined) throw new Error(`${path} was not imported`);
  return one.trackerId;
}

async function idsOf(
  engine: Engine,
  trackerId: TrackerId,
): Promise<ReadonlyMap<string, RowOf<'trackers.items'>['id']>> {
  const input = contract['trackers.items'].input.parse({
    trackerId,
    filter: {},
    sort: { by: 'document', descending: false },
    window: { start: 0, limit: 500 },
  });
  const { rows } = await engine.handlers.views['trackers.items'].read(input);
  return new Map(rows.map((row) => [row.key, row.id]));
}

function setNote(
  engine: Engine,
  trackerId: TrackerId,
  ids: ReadonlyMap<string, RowOf<'trackers.items'>['id']>,
  row: number,
  value: string,
): Promise<Result<OutputOf<'trackers.edit'>>> {
  const itemId = ids.get(`R${row}`);
  if (itemId === undefined) throw new Error(`no row R${row}`);
  const edits = [{ kind: 'set-field' as const, itemId, field: 'notes', value }];
  return Promise.resolve(
    engine.handlers.calls['trackers.edit']({ trackerId, edits, log: null, actorId: null }, context),
  );
}
