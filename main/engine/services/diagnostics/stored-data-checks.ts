import type { OutputOf } from '../../../../core/contract/index.ts';
import type { Failure } from '../../../../core/kernel/result.ts';
import { utcMinute } from '../../../../core/kernel/time.ts';
import { gapInWords, restoreAdvice } from '../../../../db/failures.ts';
import type { LostText } from '../../../../db/readers/health/lost-texts.ts';
import { type DatabaseHealth, lastComparison } from '../../../../db/readers/workspace-view.ts';
import { readTracker } from '../../../../db/records/tracker.ts';
import { projectionsAreCurrent, searchIsFilled } from '../../../../db/usecases/derived.ts';
import { readTrackerFile } from '../../files/read-tracker-file.ts';
import { databaseBytes } from '../../metrics/app-metrics.ts';
import type { EngineDeps } from '../engine-deps.ts';

type Health = OutputOf<'workspace.diagnostics'>['health'][number];

/** Every page of a larger database is not read just to draw a page; `rebuild --verify` does more than that. */
const MAX_CHECKED_BYTES = 256 * 1024 ** 2;
const NEWEST = 100_000;
const TEXTS_READ = { known: NEWEST, texts: 10_000, bytes: 64 * 1024 ** 2 };
/** Lost texts that are named; the rest are counted. */
const NAMED = 5;

/** Whether what is kept is whole: pages, texts, logs, and the rows made from them. */
export async function storedDataChecks(
  deps: EngineDeps,
  { fileBytes, ops, events }: DatabaseHealth,
): Promise<Health[]> {
  const database = await databaseCheck(deps, fileBytes);
  const texts = await textsCheck(deps);
  const logs = await logsCheck(deps, `${ops} decisions, ${events} reports`);
  const gaps = logs.state === 'failed';
  return [database, texts, logs, projectionCheck(deps, gaps), comparisonCheck(deps, gaps)];
}

async function databaseCheck(deps: EngineDeps, bytes: number): Promise<Health> {
  const check = 'Database';
  if (deps.db.mode.kind === 'read-only') return { check, state: 'warning', detail: deps.db.mode.reason };
  const size = `${(databaseBytes(deps.db.file) / 1e6).toFixed(1)} MB`;
  if (bytes > MAX_CHECKED_BYTES) {
    return {
      check,
      state: 'ok',
      detail: `${size}; too large to check on every look, run quarterdeck rebuild --verify`,
    };
  }
  const problems = await deps.heavyReads.run('integrity', { file: deps.db.file });
  if (!problems.ok) return notChecked(check, problems.error);
  const { search, others } = problems.value;
  const [worst] = others;
  if (worst !== undefined)
    return { check, state: 'failed', detail: `${worst}. ${restoreAdvice(deps.db.file)}` };
  return search.length === 0
    ? { check, state: 'ok', detail: `${size}, every page sound` }
    : {
        check,
        state: 'failed',
        detail: 'the search index is damaged; quarterdeck rebuild makes it again, nothing else is lost',
      };
}

/** The texts of all versions, those shown first. */
async function textsCheck(deps: EngineDeps): Promise<Health> {
  const check = 'Texts';
  const report = await deps.heavyReads.run('texts', TEXTS_READ);
  if (!report.ok) return notChecked(check, report.error);
  const { known, read, lost, examples } = report.value;
  if (lost === 0) {
    const all = known < NEWEST ? `all ${known} versions` : `the newest ${known} versions`;
    const whole = read === known ? `${all} are whole` : `${all} are there, ${read} of them read and whole`;
    const detail = known === 0 ? 'no versions yet' : known === 1 ? 'the one version is whole' : whole;
    return { check, state: 'ok', detail };
  }
  const named = await Promise.all(examples.slice(0, NAMED).map((text) => lostInWords(deps, text)));
  const more = lost > named.length ? `; and ${lost - named.length} more` : '';
  const inFile = named.every(({ stands }) => stands) && more === '';
  const advice = inFile ? '' : ` ${restoreAdvice(deps.db.file)}`;
  const said = named.map(({ words }) => words).join('; ');
  const what = lost === 1 ? 'the text of 1 version is' : `the texts of ${lost} versions are`;
  return { check, state: 'failed', detail: `${what} missing or damaged: ${said}${more}.${advice}` };
}

async function lostInWords(
  deps: EngineDeps,
  { trackerId, sequence, hash, current }: LostText,
): Promise<{ readonly words: string; readonly stands: boolean }> {
  const tracker = readTracker(deps.db.read, trackerId);
  const what = `${tracker?.name ?? trackerId}, version ${sequence}${current ? ' (the one shown)' : ''}`;
  const path = tracker?.path ?? null;
  const file = path === null ? null : await readTrackerFile(deps.files, path);
  const stands = file?.ok === true && file.value.hash === hash;
  return {
    words: stands ? `${what}, which ${path} still says and gives back when it is next checked` : what,
    stands,
  };
}

async function logsCheck(deps: EngineDeps, size: string): Promise<Health> {
  const check = 'Logs';
  const report = await deps.heavyReads.run('logGaps', { newest: NEWEST });
  if (!report.ok) return notChecked(check, report.error);
  const { count, first } = report.value;
  if (first === null) return { check, state: 'ok', detail: size };
  return {
    check,
    state: 'failed',
    detail: `${size}; rows are missing (${gapInWords(count, first)}). What is shown is kept, and can't be made again from the logs. ${restoreAdvice(deps.db.file)}`,
  };
}

function projectionCheck({ db }: EngineDeps, gaps: boolean): Health {
  const check = 'Rows and search';
  const rows = gaps
    ? 'rows are those of another version, since the logs have gaps'
    : 'rows are being rebuilt for this version';
  const behind = [
    ...(projectionsAreCurrent(db) ? [] : [rows]),
    ...(searchIsFilled(db) ? [] : ['the search index is being filled']),
  ];
  return behind.length === 0
    ? { check, state: 'ok', detail: 'made by this version' }
    : { check, state: 'warning', detail: behind.join('; ') };
}

function comparisonCheck({ db }: EngineDeps, gaps: boolean): Health {
  const last = lastComparison(db.read);
  const check = 'Last comparison with the logs';
  if (last === null) return { check, state: 'ok', detail: 'never asked for' };
  const when = utcMinute(last.at);
  if (last.same) return { check, state: 'ok', detail: `${when} UTC: everything agreed` };
  const advice = gaps ? 'the logs have gaps' : 'quarterdeck rebuild puts them right';
  return { check, state: 'warning', detail: `${when} UTC: differences were found; ${advice}` };
}

function notChecked(check: string, error: Failure): Health {
  return { check, state: error.code === 'db.corrupt' ? 'failed' : 'warning', detail: error.message };
}
