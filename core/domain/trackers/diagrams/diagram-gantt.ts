import type { Diagram } from '../model.ts';
import { readDate } from '../text/dates.ts';
import type { DiagramFacts, SourceLine } from './diagram-facts.ts';

type Bar = Diagram['bars'][number];

const SKIPPED =
  /^(?:%%|dateFormat|axisFormat|tickInterval|excludes|includes|todayMarker|weekday|weekend|inclusiveEndDates|topAxis|accTitle|accDescr|click)\b/u;
const TAGS = new Set(['done', 'active', 'crit', 'milestone', 'vert']);
const DAYS: Readonly<Record<string, number>> = {
  d: 1,
  w: 7,
  M: 30,
  y: 365,
  h: 1 / 24,
  m: 1 / 1440,
  s: 1 / 86400,
};

/**
 * Bars with start and length in the diagram's own unit; dates count in days from the first one. A bar without a
 * stated start begins where the one above it ends.
 */
export function readGantt(lines: readonly SourceLine[]): DiagramFacts {
  const bars: Bar[] = [];
  const ends = new Map<string, number>();
  let title = '';
  let section = '';
  for (const { text } of lines) {
    const titled = /^title\s+(.+)$/u.exec(text);
    const opened = /^section\s+(.+)$/u.exec(text);
    if (titled !== null) title = titled[1] ?? '';
    else if (opened !== null) section = opened[1] ?? '';
    else if (!SKIPPED.test(text)) {
      const bar = readBar(text, section, bars, ends);
      if (bar === null) continue;
      bars.push(bar);
      ends.set(bar.id, bar.start + bar.length);
    }
  }
  return { kind: 'gantt', title, nodes: [], edges: [], bars: fromFirst(bars), classes: [] };
}

function readBar(
  text: string,
  section: string,
  bars: readonly Bar[],
  ends: ReadonlyMap<string, number>,
): Bar | null {
  const colon = text.indexOf(':');
  if (colon === -1) return null;
  const label = text.slice(0, colon).trim();
  const parts = text
    .slice(colon + 1)
    .split(',')
    .map((part) => part.trim());
  const tags = new Set<string>();
  while (parts[0] !== undefined && TAGS.has(parts[0])) tags.add(parts.shift() ?? '');
  const last = parts.pop();
  if (last === undefined || last === '') return null;
  const id =
    parts.length === 2 || (parts.length === 1 && !isStart(parts[0] ?? ''))
      ? (parts.shift() ?? '')
      : `bar${bars.length + 1}`;
  const before = bars.at(-1);
  const start =
    parts[0] === undefined
      ? before === undefined
        ? 0
        : before.start + before.length
      : startOf(parts[0], ends);
  if (start === null) return null;
  const length = lengthOf(last, start);
  return length === null
    ? null
    : { id, label, section, done: tags.has('done'), active: tags.has('active'), start, length };
}

function isStart(part: string): boolean {
  return part.startsWith('after ') || /^\d/u.test(part);
}

function startOf(part: string, ends: ReadonlyMap<string, number>): number | null {
  if (part.startsWith('after ')) {
    const known = part
      .slice(6)
      .trim()
      .split(/\s+/u)
      .map((id) => ends.get(id) ?? null);
    const told = known.filter((end) => end !== null);
    return told.length === 0 ? 0 : Math.max(...told);
  }
  return dayOf(part);
}

function lengthOf(part: string, start: number): number | null {
  const span = /^(\d+(?:\.\d+)?)(ms|[dwMyhms])$/u.exec(part);
  if (span !== null) return Number(span[1]) * (DAYS[span[2] ?? 'd'] ?? 0);
  if (/^\d+(?:\.\d+)?$/u.test(part)) return Number(part);
  const end = dayOf(part);
  return end === null ? null : Math.max(0, end - start);
}

function dayOf(part: string): number | null {
  if (/^\d+(?:\.\d+)?$/u.test(part)) return Number(part);
  const date = readDate(part)?.iso;
  if (date === undefined) return null;
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

/** Dated bars count from the first day; plain numbers stay as written. */
function fromFirst(bars: readonly Bar[]): Bar[] {
  const first = Math.min(...bars.map((bar) => bar.start));
  return bars.length === 0 || first < 3650
    ? [...bars]
    : bars.map((bar) => ({ ...bar, start: bar.start - first }));
}
