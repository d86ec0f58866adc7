import type { Shape } from './shape.ts';

/** Pieces that, put one behind the other, some pattern may begin to match at each of and match at none: piece, then end. */
const PIECES: readonly (readonly [piece: string, end: string])[] = [
  ['\t', 'x'],
  ['\t', '>'],
  ['\t', '\u0001,'],
  [' ', '!'],
  ['\u00A0', 'x'],
  ['a ', '!'],
  ['a_0_', '*'],
  ['a-', '!'],
  ['a.', '!'],
  ['x/', ' '],
  [':', 'x'],
  ['*', 'x'],
  ['**a:', 'x'],
  ['**A:\t', 'x'],
  ['`', 'x'],
  ['``', 'x'],
  ['~~a ', 'x'],
  ['\\', 'x'],
  ['(', 'x'],
  ['((', 'x'],
  [')', 'x'],
  ['[', ']['],
  ['[i', 'x'],
  [']<!--<', 'x'],
  ['{', '['],
  ['<', 'x'],
  ['<!--', 'x'],
  ['<s>/', 'x'],
  ['<br ', 'x'],
  ['>', 'x'],
  ['"', 'x'],
  ['-', 'x'],
  ['– ', 'x'],
  ['-> ', 'x'],
  ['\t-\t', '–'],
  ['|', 'x'],
  ['/ ', 'x'],
  [', ', 'x'],
  ['and ', 'x'],
  ['done ', 'x'],
  ['not ', 'x'],
  ['1', 'x'],
  ['1.', 'x'],
  ['1-', 'x'],
  ['0 % ', 'x'],
  ['2026-03-04 ', 'x'],
  ['March ', 'x'],
  ['@a ', 'x'],
  ['#', 'x'],
  ['A1-', 'x'],
  ['A&', 'x'],
  ['class\t', ','],
  ['0-->0:', '\t'],
  [`-='"\u00A0A=\u00A0 \u00A0A\u00A0A="'\t:`, '-=A>'],
];

const cell = (column: string) => (said: string) =>
  `# Plan\n\n| Task | ${column} |\n|---|---|\n| Lamp | ${said} |\n| Buoy | done |\n`;
const below =
  (lead: string, tail = '') =>
  (said: string) =>
    `# Plan\n\n${lead}${said}${tail}\n`;
const diagram = (kind: string, lead: string, tail = '') =>
  below(`\`\`\`mermaid\n${kind}\n  ${lead}`, `${tail}\n\`\`\``);
const task = (key: string) => (said: string) => `tasks:\n  - id: T1\n    ${key}: x ${said}\n`;

/** Where a text may stand, by what reads it there. */
const PLACES: Readonly<Record<string, (said: string) => string>> = {
  name: (said) => `# Plan\n\n| Task | Status |\n|---|---|\n| ${said} | done |\n`,
  status: cell('Status'),
  due: cell('Due'),
  owner: cell('Owner'),
  notes: cell('Notes'),
  needs: cell('Depends on'),
  id: cell('ID'),
  header: (said) => `# Plan\n\n| Task | ${said} |\n|---|---|\n| Lamp | done |\n`,
  legend: below('## Legend\n\n| Status | Meaning |\n|---|---|\n| done | '),
  box: below('- [ ] '),
  'box behind a dash': below('- [ ] Lamp — '),
  entry: below('## Tasks\n\n- ', '\n- Buoy: done'),
  'entry behind a label': below('## Tasks\n\n- **Lamp**: '),
  title: (said) => `# ${said}\n\ntext\n`,
  heading: below('## M1 Lamp ', '\n\nStatus: done'),
  'status line': below('## M1 Lamp\n\nStatus: '),
  label: below('', ': x'),
  'bold label': below('**', '**: x'),
  'last update': below('Last updated: '),
  'status key': below('Status key: '),
  line: below(''),
  quote: below('> '),
  tag: below('<A\tA="'),
  'tag of an entry': below('- <A\tA="'),
  fence: below('```\n', '\n```'),
  'end of a fence': below('> ```\n> x\n> '),
  comment: below('<!-- ', ' -->'),
  reference: below('[', ']: /x'),
  footnote: below('[^', ']: x'),
  log: below('## Change log\n\n- 2026-01-02: '),
  gantt: diagram('gantt', 'Task ', ' :done, t1, 2026-01-01, 2d'),
  flow: diagram('flowchart TD', ''),
  'class of a flow': diagram('flowchart TD', 'class '),
  'arrow of a flow': diagram('flowchart TD', 'A -- ', ' --> B'),
  state: diagram('stateDiagram-v2', 'A : '),
  message: diagram('sequenceDiagram', 'A ->> B', ' : x'),
  'front matter': (said) => `---\ntitle: x ${said}\n---\n\n# Plan\n`,
  'key of front matter': (said) => `---\n${said}: x\n---\n\n# Plan\n`,
  conflict: (said) => `<<<<<<< ours\n${said}\n=======\n${said}\n>>>>>>> theirs\n`,
};

const QUEUE_PLACES: Readonly<Record<string, (said: string) => string>> = {
  'title of a task': task('title'),
  'status of a task': task('status'),
  'needs of a task': task('depends_on'),
};

/** Blanks stand between words: around them they would be no part of what is looked at. */
const lead = (piece: string): string => (piece.trim() === '' ? 'x' : '');

const pumped = (
  places: Readonly<Record<string, (said: string) => string>>,
): Readonly<Record<string, Shape>> =>
  Object.fromEntries(
    Object.entries(places).flatMap(([place, of]) =>
      PIECES.map(([piece, end]): [string, Shape] => [
        `${place} of ${JSON.stringify(piece + end)}`,
        (size, salt) =>
          of(`${lead(piece)}${piece.repeat(Math.max(1, Math.floor(size / piece.length)))}${end}${salt}`),
      ]),
    ),
  );

/** Each of the pieces over and over, at each of the places. */
export const PUMPED_LINES = pumped(PLACES);
export const PUMPED_QUEUES = pumped(QUEUE_PLACES);
