import fc from 'fast-check';

/** Lines that open, close and interrupt every kind of block, in every kind of container. */
const indents = ['', '', '', '  ', '   ', '    ', '\t', '> ', '- ', '1. ', '2) ', '> > ', '- - ', '    - '];
const bodies = [
  '| Name | Status | Due |',
  '|---|---|---|',
  '| M1 Start | done | February 3, 2026 |',
  '| M1 Start | in-progress | |',
  '|a|b|',
  ':-- | --:',
  'a | b',
  '| x \\| y | `p | q` | extra | cells |',
  '||',
  '- [ ] open task',
  '- [x] **AUTH-01**: closed task',
  '[X] bare',
  '[ ]',
  '# Title',
  '## Phase A — Start (Complete)',
  '### WS1 Work ✅',
  '## Change Log',
  '- February 13, 2026: something happened',
  '===',
  '---',
  '```mermaid',
  'flowchart LR',
  '    A[One]:::done --> B[Two]',
  '```',
  '~~~',
  '<details>',
  '</details>',
  '<!-- note',
  '-->',
  '<table>',
  '[^1]: footnote',
  '[ref]: https://example.org',
  'Status Key: `todo` | `doing` | `done`',
  '**Status:** done',
  'Owner: somebody',
  'Tasks:',
  '',
  '',
  'ж текст 文字 ✨',
  'tasks:',
  '  - id: T1',
  '    status: todo',
  '\u00a0',
  '\uFEFF',
  '\u0000',
  '\uDC80',
];
const ends = ['\n', '\n', '\n', '\r\n', '\r', ''];

const blocks = [
  [
    '| Name | Status | Due | Owner |',
    '|---|:-:|---|---|',
    '| M1 Start | done | 2026-02-03 | Ann |',
    '| M2 | **blocked** |  | |',
    '| ragged |',
  ],
  ['Item | ✅ | 状态', '--- | --- | ---', 'one | ✅ | 完成', 'two | ❌ | 进行中', '| x | y | z | more |'],
  ['- [ ] outer', '  - [x] inner', '    - [X] **AUTH-02**: innermost', '  text that goes on', '- [ ] second'],
  ['1. [ ] first', '2. [x] second', '', '   more of the second'],
  [
    '## Phase 3: Storage ✅ COMPLETE',
    '',
    '**Status:** In Progress (half of it)',
    '**Owner:** Bo | **Due:** 2026-05-01',
  ],
  ['### Phase B — Work', '', 'Tasks:', '', '1. one', '2. two', '', 'Status:', '', '1. In progress (detail)'],
  ['```mermaid', 'flowchart LR', '    classDef done fill:#fff', '    A[One]:::done --> B{{Two}}', '```'],
  ['## Changelog', '', '- 2026-01-02: first', '- 2026-01-03 – **second**'],
  ['Status key: `todo` | `doing` | `done`', '', '| Task | State |', '|-|-|', '| a | todo |', '| b | doing |'],
  ['<details>', '<summary>More</summary>', '', '- [ ] hidden', '', '</details>'],
  ['Setext title', '===', 'second', '---'],
];

const atOnce = fc
  .tuple(
    fc.constantFrom('', '', '', '', '> ', '  ', '   ', '    '),
    fc.constantFrom(...blocks),
    fc.constantFrom(...ends),
  )
  .map(([indent, lines, end]) => lines.map((text) => indent + text + (end === '' ? '\n' : end)).join(''));

const line = fc
  .tuple(
    fc.constantFrom(...indents),
    fc.constantFrom('', '', ...indents),
    fc.constantFrom(...bodies),
    fc.constantFrom(...ends),
  )
  .map(([outer, inner, body, end]) => outer + inner + body + (end === '' ? '\n' : end));

/** Text that looks like a tracker somebody mangled. */
export const markdownText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '\uFEFF', '---\nowner: me\n---\n', '---\nbroken: [\n---\n'),
    fc.array(fc.oneof(atOnce, atOnce, line), { maxLength: 14, size: 'max' }),
  )
  .map(([lead, lines]) => lead + lines.join(''));

/** Any string at all, or a mangled tracker. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: markdownText },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
);

/** Any bytes, valid UTF-8 or not. */
export const anyBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  anyText.map((text) => new TextEncoder().encode(text)),
  fc.tuple(anyText, fc.uint8Array({ maxLength: 4 }), fc.nat()).map(([text, bytes, at]) => {
    const whole = [...new TextEncoder().encode(text)];
    whole.splice(at % (whole.length + 1), 0, ...bytes);
    return Uint8Array.from(whole);
  }),
);
