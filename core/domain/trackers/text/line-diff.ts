import { z } from 'zod';
import { changesBetween } from './align.ts';

export const DiffLine = z.object({
  /** `gap` stands for unchanged lines left out; its text says how many. */
  kind: z.enum(['same', 'added', 'removed', 'gap']),
  text: z.string(),
  oldLine: z.number().int().nullable(),
  newLine: z.number().int().nullable(),
});
export type DiffLine = z.output<typeof DiffLine>;

export const LineDiff = z.object({
  lines: z.array(DiffLine),
  added: z.number().int(),
  removed: z.number().int(),
  same: z.boolean(),
});
export type LineDiff = z.output<typeof LineDiff>;

const LINES = /[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/gu;
/** Above this many lines the rest is left out, and said so. */
const MAX_LINES = 5000;

/**
 * What changed from one text to another, line by line, with `context` unchanged lines around each change. A line
 * that differs only in how it ends shows its line ends.
 */
export function diffLines(oldText: string, newText: string, context = 3): LineDiff {
  const old = oldText.match(LINES) ?? [];
  const fresh = newText.match(LINES) ?? [];
  const changes = changesBetween(old, fresh);
  const lines: DiffLine[] = [];
  let oldAt = 0;
  let freshAt = 0;
  const same = (count: number, first: boolean, last: boolean) => {
    const head = first ? 0 : Math.min(context, count);
    const tail = last ? 0 : Math.min(context, count - head);
    for (let i = 0; i < count; i += 1) {
      const inside = i < head || i >= count - tail;
      if (inside) lines.push(line('same', old[oldAt + i] ?? '', oldAt + i, freshAt + i));
      else if (i === head) lines.push(gap(count - head - tail));
    }
    oldAt += count;
    freshAt += count;
  };
  for (const [index, change] of changes.entries()) {
    same(change.start - oldAt, index === 0, false);
    const removed = old.slice(change.start, change.end);
    const added = fresh.slice(change.freshStart, change.freshEnd);
    const bareRemoved = new Set(removed.map(bare));
    const bareAdded = new Set(added.map(bare));
    for (const [i, text] of removed.entries())
      lines.push(line('removed', shown(text, bareAdded), change.start + i, null));
    for (const [i, text] of added.entries())
      lines.push(line('added', shown(text, bareRemoved), null, change.freshStart + i));
    oldAt = change.end;
    freshAt = change.freshEnd;
  }
  if (changes.length > 0) same(old.length - oldAt, false, true);
  const count = (kind: DiffLine['kind']) => lines.filter((entry) => entry.kind === kind).length;
  return {
    added: count('added'),
    removed: count('removed'),
    same: changes.length === 0,
    lines: bounded(lines),
  };
}

function line(
  kind: DiffLine['kind'],
  text: string,
  oldLine: number | null,
  newLine: number | null,
): DiffLine {
  const number = (index: number | null) => (index === null ? null : index + 1);
  return {
    kind,
    text: kind === 'same' ? bare(text) : text,
    oldLine: number(oldLine),
    newLine: number(newLine),
  };
}

function gap(count: number): DiffLine {
  return {
    kind: 'gap',
    text: count === 1 ? '1 unchanged line' : `${count} unchanged lines`,
    oldLine: null,
    newLine: null,
  };
}

function bare(text: string): string {
  return text.replace(/[\r\n]+$/u, '');
}

function shown(text: string, others: ReadonlySet<string>): string {
  const content = bare(text);
  if (!others.has(content)) return content;
  const end = text.slice(content.length);
  return content + (end === '\r\n' ? '␍␊' : end === '\n' ? '␊' : end === '\r' ? '␍' : '');
}

function bounded(lines: DiffLine[]): DiffLine[] {
  if (lines.length <= MAX_LINES) return lines;
  const left = lines.length - MAX_LINES;
  return [
    ...lines.slice(0, MAX_LINES),
    { kind: 'gap', text: `${left} more lines of changes`, oldLine: null, newLine: null },
  ];
}
