import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missesOf, precisionAndRecall, reportOf } from '../../../scripts/score/report.ts';
import { scoreFiles } from '../../../scripts/score/score-files.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/score');
const { judgements, absent } = scoreFiles(join(fixtures, 'labels'), [join(fixtures, 'files')]);

describe('the reading score', () => {
  it('names every miss with its place, what was expected and what was read', () => {
    expect(missesOf(judgements)).toEqual([
      'status       quay.md:8   expected Notes   got Status',
      'due          quay.md:8   expected Notes   got -',
      'list states  quay.md:14   expected done   got planned',
    ]);
  });

  it('tells precision from recall for columns that most tables have none of', () => {
    const due = judgements.filter((entry) => entry.measure === 'due');
    expect(precisionAndRecall(due)).toEqual({ precision: { right: 1, of: 1 }, recall: { right: 1, of: 2 } });
  });

  it('prints a line for each measure, and scores nothing where several readings are fair', () => {
    const lines = reportOf(judgements);
    expect(lines).toContain('name           right     2/2 100.0 %');
    expect(lines).toContain('file counts    right     1/1 100.0 %');
  });

  it('says which labelled files it did not find', () => {
    expect(absent).toEqual(['absent.md']);
  });
});
