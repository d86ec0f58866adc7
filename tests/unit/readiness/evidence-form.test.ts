import { describe, expect, it } from 'vitest';
import {
  type EvidenceForm,
  emptyForm,
  filledWith,
  readForm,
  readTerms,
  suggestionText,
  withFile,
} from '../../../renderer/domains/readiness/add/evidence-form.ts';

const typed = (part: Partial<EvidenceForm>) => readForm({ ...emptyForm, ...part });

describe('what is typed into the dialog that adds evidence', () => {
  it('becomes the locator of its type', () => {
    const locator = (part: Partial<EvidenceForm>) => typed(part).add?.locator;
    expect(locator({ file: ' docs/plan.md ', part: 'Crane order' })).toEqual({
      type: 'doc',
      file: 'docs/plan.md',
      heading: 'Crane order',
    });
    expect(locator({ file: 'docs/plan.md' })).toMatchObject({ heading: null });
    expect(locator({ type: 'contract', file: 'a.yaml', part: '/paths' })).toMatchObject({
      pointer: '/paths',
    });
    expect(locator({ type: 'code', part: 'a1b2c3d' })).toEqual({
      type: 'code',
      revision: 'a1b2c3d',
      path: null,
    });
    expect(locator({ type: 'test', file: 'r.xml', part: 'a.b' })).toMatchObject({ test: 'a.b' });
    expect(locator({ type: 'artifact', file: 'a.tgz', part: 'left over' })).toEqual({
      type: 'artifact',
      file: 'a.tgz',
    });
  });

  it('carries tier, days, note and folder', () => {
    const form = { file: 'a.md', freshDays: '30', note: ' by hand ', folder: ' /srv/quay ' };
    expect(typed({ ...form, tier: 'ci-run' }).add).toMatchObject({
      tier: 'ci-run',
      freshDays: 30,
      note: 'by hand',
      folder: '/srv/quay',
    });
    expect(typed({ file: 'a.md' }).add).toMatchObject({ freshDays: null, folder: null });
  });

  it('is refused by field, in words', () => {
    expect(typed({})).toEqual({ add: null, problems: { file: 'Name the file.' } });
    expect(typed({ type: 'code' }).problems).toEqual({ file: 'Name a file, a commit, or both.' });
    expect(typed({ type: 'test', file: 'r.xml' }).problems).toEqual({
      part: 'Name the test as the report does.',
    });
    expect(typed({ type: 'contract', file: 'a.yaml', part: 'paths' }).problems.part).toMatch(/begins with/);
    expect(typed({ file: 'a.md', part: 'x'.repeat(301) }).problems).toHaveProperty('part');
    expect(typed({ file: 'x'.repeat(4097) })).toMatchObject({
      add: null,
      problems: { file: 'At most 4,096 characters.' },
    });
    for (const freshDays of ['0', '3651', '1.5', 'ten', '-1', '1e2'])
      expect(typed({ file: 'a.md', freshDays })).toMatchObject({
        add: null,
        problems: { freshDays: expect.stringMatching(/1 to 3650/) },
      });
    expect(readTerms({ tier: 'claimed', freshDays: '', note: 'x'.repeat(2001) }).problems).toHaveProperty(
      'note',
    );
  });

  it('is filled by a suggestion, and keeps what was said of tier and days', () => {
    const suggestion = { type: 'test', file: 'r.xml', part: 'a.b', from: 'Notes' } as const;
    const form = filledWith({ ...emptyForm, tier: 'staging', freshDays: '7', file: 'old.md' }, suggestion);
    expect(form).toMatchObject({ type: 'test', file: 'r.xml', part: 'a.b', tier: 'staging', freshDays: '7' });
    expect(suggestionText(suggestion)).toBe('r.xml::a.b');
    expect(suggestionText({ type: 'doc', file: 'a.md', part: 'B', from: '' })).toBe('a.md#B');
    expect(suggestionText({ type: 'code', file: 'a.ts', part: 'v1', from: '' })).toBe('a.ts@v1');
    expect(suggestionText({ type: 'code', file: '', part: 'a1b2c3d', from: '' })).toBe('a1b2c3d');
    expect(suggestionText({ type: 'artifact', file: 'a.tgz', part: '', from: '' })).toBe('a.tgz');
  });
});

describe('a file that is copied', () => {
  it('fills the form by its name, and takes with it what it filled when it is taken out', () => {
    const typeOf = (name: string) => withFile(emptyForm, { name }).type;
    expect(
      ['a.md', 'junit-report.xml', 'openapi.yaml', 'main.ts', 'photo.jpg', 'app.tgz'].map(typeOf),
    ).toEqual(['doc', 'test', 'contract', 'artifact', 'artifact', 'artifact']);
    const filled = withFile({ ...emptyForm, part: 'Old', folder: '/srv', note: 'Mine' }, { name: 'a.md' });
    expect(filled).toMatchObject({ file: 'a.md', part: '', folder: '', note: 'Mine' });
    expect(withFile(filled, undefined)).toMatchObject({ file: '', note: 'Mine' });
  });
});
