import type { ParsedDocument, Skipped } from '../model.ts';
import { shownItems } from '../places/shown-items.ts';
import { findProfile } from '../profiles/registry.ts';
import { frontMatterSpan } from '../read/front-matter.ts';
import { createSectionCache, parseTracker } from '../read/parse.ts';
import { standInFor } from '../read/stand-in.ts';
import { applySplices, decode, encode } from '../text/text.ts';
import { planCells, planDay, type TriedCell } from './check-cells.ts';
import { countGfm, type GfmCount } from './gfm-count.ts';
import { violatedInvariants } from './invariants.ts';

export interface CheckFailure {
  readonly line: number;
  readonly what: string;
}

export interface CheckReport {
  readonly fileName: string;
  readonly bytes: number;
  readonly profile: string;
  readonly title: string;
  /** Read and written back without an edit, the bytes are the same. */
  readonly identical: boolean;
  readonly items: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly recognised: { readonly tables: number; readonly checks: number };
  readonly skippedTables: number;
  readonly skippedChecks: number;
  readonly skipped: readonly Skipped[];
  /** What an independent GFM parser counts; null for files that are no Markdown. */
  readonly oracle: GfmCount | null;
  /** Recognised and skipped together are what the oracle counts. */
  readonly agrees: boolean;
  /** Tables and boxes the oracle counts and we neither recognised nor listed as skipped. */
  readonly missed: number;
  readonly edits: {
    readonly cells: number;
    readonly locked: number;
    readonly final: number;
    /** Each edit applied on its own and the whole document read again. */
    readonly verifiedAlone: number;
    /** Applied together with edits of other items, at most one per item, and the whole document read again. */
    readonly verifiedTogether: number;
  };
  readonly failures: readonly CheckFailure[];
  readonly ok: boolean;
}

export interface CheckOptions {
  /** Try at most this many cells; all of them by default. */
  readonly maxEdits?: number;
}

/** Characters read again in all when cells are tried one by one; beyond it a spread of them is, and all together. */
const READING_BUDGET = 12_000_000;
const ALONE_AT_LEAST = 100;
/** A section out of the cache costs this part of reading it. */
const CACHED_SHARE = 0.05;
const FAILURES_KEPT = 50;

/** Proves on one file that reading loses nothing and that an edit changes its cell and nothing else. */
export function checkLossless(bytes: Uint8Array, fileName: string, options: CheckOptions = {}): CheckReport {
  const text = decode(bytes);
  const doc = parseTracker(text, { fileName });
  const cache = createSectionCache(doc.sections.length + 16);
  const reread = (source: string) => parseTracker(source, { fileName, profile: doc.profile, cache });
  const identical = sameBytes(encode(doc.text), bytes);
  const failures: CheckFailure[] = violatedInvariants(doc);
  if (!identical) failures.push({ line: 1, what: 'Written back without an edit, the file differs' });

  const plan = planCells(doc, options.maxEdits ?? Number.POSITIVE_INFINITY);
  failures.push(...plan.failures);
  const alone = affordable(doc, plan.cells);
  for (const cell of alone) {
    failures.push(...tryCells(doc, [cell], reread), ...tryBytes(bytes, doc.text, cell));
    failures.push(...tryDay(doc, cell, reread));
  }
  const together = alone.length === plan.cells.length ? 0 : tryTogether(doc, plan.cells, reread, failures);

  const oracle =
    findProfile(doc.profile)?.shape === 'yaml'
      ? null
      : countGfm(markdownOf(standInFor(text, 'markdown')?.text ?? text));
  const skippedTables = doc.skipped.filter((skip) => skip.what === 'table').length;
  const skippedChecks = doc.skipped.filter((skip) => skip.what === 'check').length;
  const tables = doc.recognised.tables + skippedTables;
  const checks = doc.recognised.checks + skippedChecks;
  const missed =
    oracle === null ? 0 : Math.max(0, oracle.tables - tables) + Math.max(0, oracle.checks - checks);
  return {
    fileName,
    bytes: bytes.length,
    profile: doc.profile,
    title: doc.title,
    identical,
    items: shownItems(doc).length,
    counts: doc.counts,
    recognised: doc.recognised,
    skippedTables,
    skippedChecks,
    skipped: doc.skipped,
    oracle,
    agrees: oracle === null || (oracle.tables === tables && oracle.checks === checks),
    missed,
    edits: {
      cells: plan.cells.length,
      locked: plan.locked,
      final: plan.final,
      verifiedAlone: alone.length,
      verifiedTogether: together,
    },
    failures: failures.slice(0, FAILURES_KEPT),
    ok: failures.length === 0 && missed === 0,
  };
}

/** The text as a Markdown parser without front matter should see it. */
function markdownOf(text: string): string {
  const front = frontMatterSpan(text);
  return text.slice(front?.whole.end ?? (text.startsWith('\uFEFF') ? 1 : 0));
}

/** Applies the edits and reads the result: the edited cells hold what was put there, every other cell what it held. */
function tryCells(
  doc: ParsedDocument,
  cells: readonly TriedCell[],
  reread: (text: string) => ParsedDocument,
): CheckFailure[] {
  const ascending = cells.toSorted((a, b) => a.splice.start - b.splice.start);
  const after = reread(
    applySplices(
      doc.text,
      ascending.map((cell) => cell.splice),
    ),
  );
  const edited = new Map(cells.map((cell) => [`${cell.item} ${cell.field}`, cell]));
  const own = new Set(cells.map((cell) => cell.item));
  const failures: CheckFailure[] = [];
  if (after.items.length !== doc.items.length) {
    const line = cells[0]?.line ?? 1;
    return [
      {
        line,
        what: `After the edit the document has ${after.items.length} items instead of ${doc.items.length}`,
      },
    ];
  }
  doc.items.forEach((item, itemAt) => {
    const now = after.items[itemAt]?.fields ?? [];
    item.fields.forEach((field, fieldAt) => {
      const cell = edited.get(`${itemAt} ${fieldAt}`);
      const raw = now[fieldAt]?.raw ?? '';
      const said = now[fieldAt]?.value;
      if (cell !== undefined && cell.says !== null && said !== cell.says)
        failures.push({
          line: item.line,
          what: `${item.address} ${field.name}: reads "${said}" instead of "${cell.says}"`,
        });
      const wanted = cell === undefined ? field.raw : cell.splice.insert.trim();
      const moved = said !== field.value && !own.has(itemAt);
      const holds = cell === undefined ? raw === wanted : raw.includes(wanted);
      if (moved)
        failures.push({
          line: item.line,
          what: `${item.address} ${field.name}: reads "${said}" instead of "${field.value}" beside the edit`,
        });
      if (!holds)
        failures.push({
          line: item.line,
          what: `${item.address} ${field.name}: "${raw}" instead of "${wanted}"`,
        });
    });
  });
  return failures.slice(0, 3);
}

/** A day that needs the others to be told is read as that day, and leaves them as they were, or is refused. */
function tryDay(
  doc: ParsedDocument,
  cell: TriedCell,
  reread: (text: string) => ParsedDocument,
): CheckFailure[] {
  const day = planDay(doc, cell, reread);
  if (day === null) return [];
  return typeof day === 'string' ? [{ line: cell.line, what: day }] : tryCells(doc, [day], reread);
}

/** The file's bytes outside the cell's own are untouched. */
function tryBytes(bytes: Uint8Array, text: string, { splice, line }: TriedCell): CheckFailure[] {
  const before = encode(text.slice(0, splice.start)).length;
  const behind = encode(text.slice(splice.end)).length;
  const whole = encode(applySplices(text, [splice]));
  const sameStart = sameBytes(whole.subarray(0, before), bytes.subarray(0, before));
  const sameEnd = sameBytes(whole.subarray(whole.length - behind), bytes.subarray(bytes.length - behind));
  return sameStart && sameEnd ? [] : [{ line, what: 'The edit changed bytes outside its cell' }];
}

/** Tries all cells in few readings: first the first cell of every item, then the second, and so on. */
function tryTogether(
  doc: ParsedDocument,
  cells: readonly TriedCell[],
  reread: (text: string) => ParsedDocument,
  failures: CheckFailure[],
): number {
  const rounds = new Map<number, TriedCell[]>();
  for (const cell of cells) {
    const round = rounds.get(cell.field);
    if (round === undefined) rounds.set(cell.field, [cell]);
    else round.push(cell);
  }
  for (const round of rounds.values()) {
    failures.push(...tryCells(doc, round, reread));
  }
  return cells.length;
}

/** All cells if their sections can be read again within the budget, else as many, spread evenly. */
function affordable(doc: ParsedDocument, cells: readonly TriedCell[]): readonly TriedCell[] {
  const wanted = cells.reduce((sum, cell) => {
    const section = doc.sections[doc.items[cell.item]?.section ?? 0];
    const own = section === undefined ? 0 : section.span.end - section.span.start;
    return sum + own + CACHED_SHARE * doc.text.length;
  }, 0);
  const share = wanted <= READING_BUDGET ? 1 : READING_BUDGET / wanted;
  return spread(cells, Math.max(ALONE_AT_LEAST, Math.floor(cells.length * share)));
}

function spread(cells: readonly TriedCell[], most: number): readonly TriedCell[] {
  if (cells.length <= most) return cells;
  const step = cells.length / most;
  return Array.from({ length: most }, (_, at) => cells[Math.floor(at * step)]).filter(
    (cell) => cell !== undefined,
  );
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
