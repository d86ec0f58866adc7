import { describe, expect, it } from 'vitest';
import { violatedInvariants } from '../../../core/domain/trackers/check/invariants.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';

const length = 100_000;
const pieces = [
  '`',
  '\r',
  '\t',
  '[',
  '[x](',
  '~~a ',
  '<!--',
  '<a ',
  '*a',
  '_a ',
  '**',
  '|',
  '\\',
  '> ',
  '- ',
  '- [ ] ',
  '#\n',
  '```\n# x\n',
  '{',
  'A --> B\n',
  '😀',
  '\0',
];

/** Each of these once kept some pattern busy for minutes; the test's own time limit is the bound. */
describe('texts made to keep a reader busy', () => {
  it.each(pieces)('are read to the end: %j over and over', (piece) => {
    const much = piece.repeat(Math.ceil(length / piece.length));
    const inLine = much.replaceAll(/[\r\n]/gu, ' ');
    const texts = [
      much,
      `|Task|Status|\n|-|-|\n|${inLine}|done|\n`,
      `- [ ] ${inLine}\n`,
      `---\na: ${inLine}\n---\n`,
      `\`\`\`mermaid\nflowchart LR\n${much}\n\`\`\`\n`,
    ];
    for (const text of texts) expect(violatedInvariants(parseTracker(text))).toEqual([]);
  });
});
