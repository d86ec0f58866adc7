import { describe, expect, it } from 'vitest';
import { NO_COUNTS } from '../../../../core/domain/trackers/vocabulary/state-counts.ts';
import {
  addDays,
  dayText,
  dueText,
  fieldDayText,
  isLate,
  slipText,
} from '../../../../renderer/domains/trackers/model/days.ts';
import { fileNameIn, fileStateText } from '../../../../renderer/domains/trackers/model/file-state.ts';
import { progressOf } from '../../../../renderer/domains/trackers/model/progress.ts';

describe('days in words', () => {
  it('names a day the way the look does, and leaves what is no date as it stands', () => {
    expect(dayText('2026-02-16')).toBe('Feb 16, 2026');
    expect(dayText('next spring')).toBe('next spring');
    expect(dayText(null)).toBe('');
  });
  it('shows a quarter in the document’s words, beside the day of it that counts', () => {
    expect(fieldDayText({ raw: 'Q2 2026', value: '2026-06-30' })).toBe('Q2 2026 (Jun 30, 2026)');
    expect(fieldDayText({ raw: '30.06.2026', value: '2026-06-30' })).toBe('Jun 30, 2026');
    expect(fieldDayText({ raw: '2026-W05', value: '2026-W05' })).toBe('2026-W05');
  });
  it('calls late what is open and not deferred', () => {
    const item = { due: '2026-02-13', state: 'planned', deferred: false } as const;
    expect(isLate(item, '2026-02-14')).toBe(true);
    expect(isLate({ ...item, deferred: true }, '2026-02-14')).toBe(false);
    expect(isLate({ ...item, state: 'done' }, '2026-02-14')).toBe(false);
    expect(isLate(item, '2026-02-13')).toBe(false);
  });
  it('counts over month ends, leap days and clock changes', () => {
    expect(dueText('2028-03-01', '2028-02-28')).toBe('2 days left');
    expect(dueText('2026-03-30', '2026-03-28')).toBe('2 days left');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('soon', 1)).toBe('soon');
  });
  it('says how far off a due date is', () => {
    expect(dueText('2026-02-16', '2026-02-14')).toBe('2 days left');
    expect(dueText('2026-02-14', '2026-02-14')).toBe('due today');
    expect(dueText('2026-02-13', '2026-02-14')).toBe('1 day late');
    expect(slipText(7)).toBe('slipped 7 days');
    expect(slipText(-1)).toBe('1 day earlier');
  });
});

describe('progress', () => {
  it('leaves dropped items out of the whole and counts signed off as done', () => {
    const progress = progressOf({ ...NO_COUNTS, done: 2, locked: 1, active: 1, dropped: 6 });
    expect(progress.done).toBe(3);
    expect(progress.total).toBe(4);
    expect(progress.words).toBe('3 of 4 done, 1 active, 6 dropped');
    expect(progressOf({ ...NO_COUNTS, done: 2500, planned: 7500 }).words).toBe(
      '2,500 of 10,000 done, 7,500 planned',
    );
    expect(progress.parts.reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(1);
  });
  it('says so when nothing carries a status', () => {
    expect(progressOf(NO_COUNTS)).toMatchObject({ total: 0, parts: [], words: 'nothing with a status' });
  });
  it('names unknown states beside the whole, and never counts them as open or done', () => {
    const some = progressOf({ ...NO_COUNTS, done: 1, planned: 1, unknown: 3 });
    expect(some.words).toBe('1 of 2 done, 1 planned, 3 unknown');
    expect(some.figure).toBe('1 of 2, 3 unknown');
    expect(progressOf({ ...NO_COUNTS, unknown: 2 })).toMatchObject({
      total: 0,
      parts: [],
      figure: '2 unknown',
    });
  });
});

describe('the file behind a tracker', () => {
  it('prefers the engine’s own sentence over the general one', () => {
    const note = 'plan.md was deleted at 10:41; the last bytes are kept.';
    expect(fileStateText({ fileState: 'missing', fileNote: note }).sentence).toBe(note);
    expect(fileStateText({ fileState: 'missing', fileNote: null }).needs).toBe(true);
    expect(fileStateText({ fileState: 'in-step', fileNote: null }).needs).toBe(false);
  });
  it('names the file in paths of every system', () => {
    expect(fileNameIn('/a/b/plan.md')).toBe('plan.md');
    expect(fileNameIn('C:\\a\\plan.md')).toBe('plan.md');
    expect(fileNameIn('plan.md')).toBe('plan.md');
  });
});
