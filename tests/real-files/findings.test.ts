import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FINDING_RULES } from '../../core/domain/trackers/findings/finding-rules.ts';
import { decode } from '../../core/domain/trackers/text/text.ts';
import { read } from '../support/edited-text.ts';
import { findFindings } from '../support/find-findings.ts';
import { type GivenFile, givenFile, givenFiles } from './given-files.ts';

const options = { today: '2026-03-01', staleAfterDays: 30 };
const inputOf = (file: GivenFile) => ({
  trackerId: `tr_${file.name}`,
  name: file.name,
  fileName: basename(file.path),
  doc: read(decode(file.bytes), basename(file.path)),
});

describe('the findings of every file that was given', () => {
  it('point at lines that say what they quote, and come out the same again', () => {
    const documents = givenFiles.map(inputOf);
    const linesOf = new Map(documents.map(({ trackerId, doc }) => [trackerId, doc.text.split(/\r\n|\r|\n/)]));
    const found = findFindings(documents, FINDING_RULES, options);
    const beyond = found.flatMap((finding) =>
      finding.places
        .filter((place) => place.line < 1 || place.line > (linesOf.get(place.trackerId)?.length ?? 0))
        .map((place) => `${finding.rule} at ${place.trackerId}:${place.line}`),
    );
    expect(beyond).toEqual([]);
    const keys = found.map((finding) => finding.key);
    expect(findFindings(givenFiles.map(inputOf), FINDING_RULES, options).map(({ key }) => key)).toEqual(keys);
  }, 120_000);
});

const named = ['platform-convergence-status', 'completion-plan', 'milestones', 'phase-readiness'].flatMap(
  (name) => givenFile(`${name}.md`) ?? [],
);

describe.runIf(named.length === 4)('the findings of the four documents of one programme', () => {
  const found = findFindings(named.map(inputOf), FINDING_RULES, options);
  const of = (rule: string) => found.filter((finding) => finding.rule === rule);

  it('show M0 in progress while M1 to M4 are done', () => {
    expect(of('earlier-open-later-done').map(({ places }) => places.map((place) => place.line))).toEqual([
      [18, 19, 20, 21, 22],
    ]);
  });

  it('show WS1 partial while its milestones are done, and no other workstream', () => {
    expect(of('acceptance-open-work-done')).toHaveLength(1);
    expect(of('acceptance-open-work-done')[0]?.places.map((place) => place.line)).toEqual([
      77, 30, 31, 32, 33,
    ]);
  });

  it('show completed baselines under a plan that does not release', () => {
    const [finding] = of('release-held-back');
    expect(finding?.severity).toBe('warning');
    expect(finding?.places.map((place) => place.line)).toEqual([12, 16, 65, 94, 122, 151, 183, 216]);
    expect(finding?.places[1]?.says).toContain('No public production release until every phase');
  });

  it('show exit criteria that their phases do not meet', () => {
    expect(of('exit-criterion-not-met').map((finding) => finding.places.length - 1)).toEqual([5, 1]);
  });

  it('make nothing of work finished before its target date', () => {
    expect(of('overdue')).toEqual([]);
    expect(of('finished-in-future')).toEqual([]);
  });
});
