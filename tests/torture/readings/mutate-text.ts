import type { seeded } from '../../../bench/random.ts';

type Random = ReturnType<typeof seeded>;

/** What has a meaning somewhere in a document, and what has none anywhere. */
const PIECES: readonly [string, ...string[]] = [
  '|',
  '\\|',
  '+',
  '-',
  '=',
  '*',
  '**',
  '_',
  '~~',
  '`',
  '```\n',
  '#',
  '> ',
  '[ ]',
  '[x]',
  '](',
  '<!-- ',
  ' -->',
  '<br>',
  '---\n',
  ':',
  ': ',
  ';',
  ',',
  '"',
  "'",
  '&',
  '{',
  '}',
  '[',
  ']',
  '\t',
  ' ',
  '\n',
  '\r\n',
  '\r',
  '\u0000',
  '\ufeff',
  '\u00a0',
  '\u200d',
  '\u202e',
  'done',
  'blocked',
  '2026-02-31',
  '2026-02-03',
  '50 %',
  '✅',
  '＝',
  'é',
  'Status:',
  '- id: ',
];

/** Changes a text in so many places: pieces put in, cut out, doubled, moved or taken from another text. */
export function mutateText(text: string, other: string, random: Random): string {
  let now = text;
  for (let count = 1 + random.below(6); count > 0; count -= 1) {
    const at = random.below(now.length + 1);
    const length = random.next() < 0.7 ? random.below(8) : random.below(200);
    const cut = now.slice(at, at + length);
    const from = random.below(other.length + 1);
    const change = random.pick([
      () => now.slice(0, at) + random.pick(PIECES) + now.slice(at),
      () => now.slice(0, at) + now.slice(at + length),
      () => now.slice(0, at) + cut + cut + now.slice(at + length),
      () => now.slice(0, at) + other.slice(from, from + length) + now.slice(at),
      () => now.slice(0, at) + random.pick(PIECES) + now.slice(at + length),
      () => lineMoved(now, random),
      () => now.slice(0, at),
    ]);
    now = change();
  }
  return now;
}

function lineMoved(text: string, random: Random): string {
  const lines = text.split('\n');
  const [line = ''] = lines.splice(random.below(lines.length), 1);
  lines.splice(random.below(lines.length + 1), 0, line);
  if (random.next() < 0.5) lines.splice(random.below(lines.length + 1), 0, line);
  return lines.join('\n');
}
