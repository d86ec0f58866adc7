import { describe, expect, it } from 'vitest';
import { edited, item, read } from '../../support/edited-text.ts';

const LIST = '- [ ] Oil the winch\n';

describe('the title of a tracker', () => {
  it.each([
    ['---\ntitle: Mend the winch\nid: t-4\n---\n\n# Notes\n\n', 'Mend the winch'],
    ['---\nname: winch-crew\n---\n\n# Notes\n\n', 'winch-crew'],
    ['---\nid: t-4\n---\n\n# Winch\n\n', 'Winch'],
    ['## Contents\n\n# Winch\n\n', 'Winch'],
    ['## Winch\n\n### Parts\n\n', 'Winch'],
    ['# 🚢 Winch\n\n', 'Winch'],
    ['## To do\n\n- [ ] Rope\n\n## Done\n\n', 'winch'],
    ['---\nkanban: board\n---\n\n## To do\n\n- [ ] Rope\n\n## Done\n\n', 'winch'],
    ['', 'winch'],
  ])('of %j is %s', (head, title) => {
    expect(read(head + LIST, 'winch.md').title).toBe(title);
  });
});

describe('front matter that is no valid YAML', () => {
  const text = `---\nid: t-4\ntitle: 'Mend the winch' # soon\nstatus: Done\ncrew: [@bo]\nrole:\n  - lead\n---\n\n## Criteria\n\n${LIST}`;
  const doc = read(text, 't-4.md');

  it('keeps the fields that are right by themselves', () => {
    expect(doc.title).toBe('Mend the winch');
    expect(doc.meta.map(({ name, value }) => [name, value])).toEqual([
      ['id', 't-4'],
      ['title', 'Mend the winch'],
      ['status', 'Done'],
    ]);
    for (const field of doc.meta) expect(text.slice(field.span.start, field.span.end)).toBe(field.raw);
  });

  it('is named with the one line it is in', () => {
    const [loss, ...others] = doc.skipped.filter(({ what }) => what === 'front-matter');
    expect(loss?.line).toBe(5);
    expect(loss?.reason).not.toMatch(/line \d/u);
    expect(others).toEqual([]);
  });

  it('is edited in the field alone', () => {
    expect(edited(doc, [{ kind: 'set-meta', name: 'title', value: 'Mend: the winch' }])).toBe(
      text.replace("'Mend the winch'", "'Mend: the winch'"),
    );
    expect(item(doc, 'Oil the winch').state).toBe('planned');
  });
});
