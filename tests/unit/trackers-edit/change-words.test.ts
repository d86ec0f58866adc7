import { describe, expect, it } from 'vitest';
import {
  type ChangeSource,
  changeSentence,
  ITEM_ITSELF,
  ITEM_PLACE,
  versionSentence,
} from '../../../core/domain/trackers/text/change-words.ts';

const moved = {
  source: 'here' as ChangeSource,
  actor: 'Kim' as string | null,
  field: 'date',
  label: 'Target',
  before: '2026-05-03' as string | null,
  after: '2026-06-15' as string | null,
};
const owner = { field: 'owner', label: 'Owner' };

describe('a change of an item as a sentence', () => {
  it.each([
    [{}, 'Kim changed the due date of Door from 2026-05-03 to 2026-06-15'],
    [{ after: '' }, 'Kim cleared the due date of Door, it was 2026-05-03'],
    [{ after: null }, 'Kim cleared the due date of Door, it was 2026-05-03'],
    [{ before: '' }, 'Kim set the due date of Door to 2026-06-15'],
    [{ before: null }, 'Kim set the due date of Door to 2026-06-15'],
    [{ ...owner, before: 'Ann', after: 'Bo' }, 'Kim changed the owner of Door from “Ann” to “Bo”'],
    [{ ...owner, before: '**Ann**', after: '`bo`' }, 'Kim changed the owner of Door from “Ann” to “bo”'],
    [{ ...owner, before: '`Ann`', after: 'Ann' }, 'Kim changed the owner of Door'],
    [{ ...owner, label: 'Team Lead' }, 'Kim changed “Team Lead” of Door from 2026-05-03 to 2026-06-15'],
    [{ field: 'eta', label: 'ETA UTC', before: '', after: 'noon' }, 'Kim set “ETA UTC” of Door to “noon”'],
    [{ ...owner, label: 'zuständig', after: '' }, 'Kim cleared “zuständig” of Door, it was 2026-05-03'],
    [{ ...owner, label: 'OWNER', before: '' }, 'Kim set the owner of Door to 2026-06-15'],
    [{ field: 'link', label: '', before: '', after: 'x' }, 'Kim set the link of Door to “x”'],
    [{ field: 'name', label: 'Item', before: 'Door', after: 'Gate' }, 'Kim renamed “Door” to “Gate”'],
    [{ field: 'check', label: 'Done', before: 'false', after: 'true' }, 'Kim ticked Door'],
    [{ field: 'check', label: 'Done', before: 'true', after: 'false' }, 'Kim unticked Door'],
    [{ field: ITEM_ITSELF, before: null, after: 'Door' }, 'Kim added Door'],
    [{ field: ITEM_ITSELF, before: 'Door', after: null }, 'Kim removed Door'],
    [{ field: ITEM_PLACE, before: null, after: null }, 'Kim moved Door'],
    [{ before: 'x'.repeat(80), after: `${'x'.repeat(80)}y` }, 'Kim changed the due date of Door'],
  ])('%j', (patch, sentence) => {
    expect(changeSentence({ ...moved, ...patch }, 'Door', null)).toBe(sentence);
  });

  it.each<[Partial<typeof moved>, string]>([
    [{ actor: 'Ines' }, 'You ticked Door'],
    [{}, 'Kim ticked Door'],
    [{ actor: null }, 'Someone here ticked Door'],
    [{ source: 'outside', actor: null }, 'Someone outside ticked Door'],
    [{ source: 'outside' }, 'Kim ticked Door outside'],
    [{ source: 'outside', actor: 'Ines' }, 'Ines ticked Door outside'],
    [{ source: 'merge' }, 'A merge ticked Door'],
    [{ source: 'import' }, 'The import ticked Door'],
    [{ source: 'undo' }, 'Kim ticked Door by undo'],
    [{ source: 'redo' }, 'Kim ticked Door by redo'],
    [{ source: 'restore' }, 'Kim ticked Door by restoring a version'],
    [{ source: 'reading' }, 'Kim ticked Door by reading the document another way'],
  ])('says who and how: %j', (patch, sentence) => {
    const ticked = { ...moved, ...patch, field: 'check', before: 'false', after: 'true' };
    expect(changeSentence(ticked, 'Door', 'Ines')).toBe(sentence);
  });

  it('says how before what it was', () => {
    expect(changeSentence({ ...moved, source: 'undo', after: '' }, 'Door', null)).toBe(
      'Kim cleared the due date of Door by undo, it was 2026-05-03',
    );
  });

  it('names the item on the screen by what it is there, and writes a title without its marks', () => {
    expect(changeSentence({ ...moved, before: '' }, null, null)).toBe('Kim set the due date to 2026-06-15');
    expect(changeSentence({ ...moved, field: 'check' }, null, null)).toBe('Kim unticked it');
    expect(changeSentence({ ...moved, after: '' }, '**Door** `A`', null)).toContain('of Door A,');
  });

  it('cuts long texts', () => {
    const long = changeSentence({ ...moved, before: '', after: 'x'.repeat(200) }, 'y'.repeat(200), null);
    expect(long.length).toBeLessThan(170);
    expect(long).toContain('…');
  });

  it('tells the first change of a version and counts the others', () => {
    expect(versionSentence(moved, 'Door', 1, 'Kim')).toBe(
      'You changed the due date of Door from 2026-05-03 to 2026-06-15',
    );
    expect(versionSentence({ ...moved, before: '' }, 'Door', 2, null)).toMatch(/, and 1 more change$/);
    expect(versionSentence({ ...moved, before: '' }, 'Door', 1201, null)).toMatch(
      /, and 1,200 more changes$/,
    );
  });
});
