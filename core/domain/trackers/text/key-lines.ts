import type { Span } from './span.ts';

/** A `Label: value` line: what it says and where the value stands. */
export interface KeyLine {
  readonly label: string;
  readonly span: Span;
  /** The label is set in bold, so it is meant as one. */
  readonly marked: boolean;
}

const BOLD = /(?:\*\*|__)\s*([\p{L}][^*_:：\n]{0,48}?)\s*(?:[:：]\s*(?:\*\*|__)|(?:\*\*|__)\s*[:：])/gu;
const PLAIN = /^([\p{L}][\p{L}\p{M}\p{N} ./()&'’-]{0,40}?)\s*(?::(?=\s|$)|：)/u;

/** Key lines among the source lines of `span`; labels given may also follow each other on one line. */
export function keyLines(text: string, span: Span, knownLabels: readonly string[]): KeyLine[] {
  const found: KeyLine[] = [];
  for (let from = span.start; from < span.end; ) {
    let to = from;
    while (to < span.end && text.charCodeAt(to) !== 10 && text.charCodeAt(to) !== 13) to += 1;
    found.push(...keysOfLine(text, { start: from, end: to }, knownLabels));
    from = to + 1;
  }
  return found;
}

function keysOfLine(text: string, line: Span, knownLabels: readonly string[]): KeyLine[] {
  const lead = /^[\s>]*/u.exec(text.slice(line.start, line.end))?.[0].length ?? 0;
  const start = line.start + lead;
  const body = text.slice(start, line.end);
  const bold = [...body.matchAll(BOLD)];
  if (bold[0]?.index === 0) {
    return bold.flatMap((match, at) => {
      const from = start + match.index + match[0].length;
      const next = bold[at + 1];
      const to = next === undefined ? line.end : start + next.index;
      return keyAt(text, match[1] ?? '', { start: from, end: to }, true, next !== undefined);
    });
  }
  const wholeBold = /^(\*\*|__)([\p{L}][^*_:：]{0,48}?)[:：]\s*(\S.*?)\1\s*$/u.exec(body);
  if (wholeBold !== null) {
    const valueAt = body.lastIndexOf(wholeBold[3] ?? '');
    const span = { start: start + valueAt, end: start + valueAt + (wholeBold[3] ?? '').length };
    return keyAt(text, wholeBold[2] ?? '', span, true, false);
  }
  const plain = PLAIN.exec(body);
  if (plain === null || (plain[1] ?? '').split(/\s+/u).length > 5) return [];
  return splitKnown(text, plain[1] ?? '', { start: start + plain[0].length, end: line.end }, knownLabels);
}

/** `Status: active plan Last updated: 2026-05-28`: a known label inside a value begins the next value. */
function splitKnown(text: string, label: string, span: Span, knownLabels: readonly string[]): KeyLine[] {
  const value = text.slice(span.start, span.end);
  for (const known of knownLabels) {
    const at = value.toLowerCase().indexOf(` ${known.toLowerCase()}:`);
    if (at === -1) continue;
    const after = span.start + at + known.length + 2;
    return [
      ...keyAt(text, label, { start: span.start, end: span.start + at }, false, false),
      ...splitKnown(
        text,
        value.slice(at + 1, at + 1 + known.length),
        { start: after, end: span.end },
        knownLabels,
      ),
    ];
  }
  return keyAt(text, label, span, false, false);
}

function keyAt(text: string, label: string, span: Span, marked: boolean, followed: boolean): KeyLine[] {
  let { start, end } = span;
  while (start < end && /\s/u.test(text.charAt(start))) start += 1;
  while (end > start && /\s/u.test(text.charAt(end - 1))) end -= 1;
  if (end > start && text.charAt(end - 1) === '\\') end -= 1;
  // What separates this pair from the next one on the line belongs to neither.
  if (followed) end = start + text.slice(start, end).replace(/(?<![\s|·•,;—–-])[\s|·•,;—–-]+$/u, '').length;
  return start < end ? [{ label: label.trim(), span: { start, end }, marked }] : [];
}
