import { describe, expect, it } from 'vitest';
import { parseTracker } from '../../../../core/domain/trackers/read/parse.ts';
import { comparableText } from '../../../../core/domain/trackers/text/comparable-text.ts';
import { mapWord } from '../../../../core/domain/trackers/vocabulary/vocabulary.ts';

const state = (word: string) => mapWord(word).state;

describe('words that weigh against a status', () => {
  it.each([
    ['To be completed', 'planned'],
    ['Must be merged', 'planned'],
    ['Yet to be shipped', 'planned'],
    ['Will be done in May', 'planned'],
    ["Hasn't shipped", 'planned'],
    ['Cannot be closed', 'planned'],
    ['0 done', 'planned'],
    ['On track to be done', 'active'],
    ['Almost finished', 'active'],
    ['Complete at 57 %', 'active'],
    ['2/3', 'active'],
    ['3/3 done', 'done'],
    ['Failed to complete', 'blocked'],
    ['Not required for the first cut', 'dropped'],
    ['Complete pending review', 'review'],
    ['Shipped, not verified', 'review'],
    ['Done (85 % covered)', 'done'],
  ])('"%s" is %s', (word, expected) => expect(state(word)).toBe(expected));

  it.each([
    ['noch nicht fertig', 'planned'],
    ['zu erledigen', 'planned'],
    ['vorhanden, neu zu ordnen', 'planned'],
    ['deutscher Entwurf', 'planned'],
    ['à revoir', 'planned'],
    ['da rifare', 'planned'],
    ['nahezu abgeschlossen', 'active'],
    ['pas encore terminé', 'planned'],
    ['presque terminé', 'active'],
    ['todavía no terminado', 'planned'],
    ['ainda não concluído', 'planned'],
    ['non ancora completato', 'planned'],
    ['da completare', 'planned'],
    ['jeszcze nie gotowe', 'planned'],
    ['prawie gotowe', 'active'],
    ['ещё не готово', 'planned'],
    ['почти готово', 'active'],
    ['まだ完了していない', 'planned'],
    ['ほぼ完了', 'active'],
    ['尚未完成', 'planned'],
    ['基本完成', 'active'],
    ['아직 완료 안 됨', 'planned'],
    ['거의 완료', 'active'],
    ['待实现', 'planned'],
    ['未上线', 'planned'],
    ['Konzept', 'planned'],
  ])('in other languages: "%s" is %s', (word, expected) => expect(state(word)).toBe(expected));
});

describe('a word for "later"', () => {
  it.each([
    'Deferred',
    'verschoben',
    'Zurückgestellt auf Q3',
    'reporté',
    'rinviata',
    'adiado',
    'przełożone',
    'отложено',
    '延期',
    '연기',
  ])('"%s" is planned, and marked as deferred', (word) =>
    expect(mapWord(word)).toMatchObject({ state: 'planned', deferred: true }),
  );
});

describe('a mark beside words', () => {
  it('beats a word at their end, and a word that begins another sense', () => {
    expect(state('🟡 Stub Complete')).toBe('active');
    expect(state('✅ Deferred points moved to the list')).toBe('done');
  });
  it('gives way to an exact word and to a share', () => {
    expect(state('❌ Blocked: no crane')).toBe('blocked');
    expect(state('✅ Complete at 40 %')).toBe('active');
  });
  it.each([
    [':white_check_mark:', 'done'],
    [':x:', 'planned'],
    [':construction:', 'active'],
    [':no_entry_sign:', 'blocked'],
    ['🟩', 'done'],
    ['🟨', 'active'],
    ['🟥', 'blocked'],
    ['💯', 'done'],
    ['❌', 'planned'],
  ])('alone: %s is %s', (mark, expected) => expect(state(mark)).toBe(expected));
  it('is read from an entity and from the words beside a picture', () => {
    const rows =
      '| a | &check; |\n| b | ![done](https://example.org/d.svg) |\n| c | <img src="x.png" alt="done"> |\n';
    const doc = parseTracker(`| Task | Status |\n|---|---|\n${rows}`);
    expect(doc.items.map((item) => item.state)).toEqual(['done', 'done', 'done']);
  });
});

describe('an unknown word', () => {
  it('is shown as written, is neither open nor done, and can be mapped', () => {
    const text = '| Part | Status |\n|---|---|\n| Mast | Shipshape |\n| Keel | done |\n';
    expect(parseTracker(text).items[0]).toMatchObject({ status: 'Shipshape', state: 'unknown', guess: true });
    const mapping = { columns: {}, words: { shipshape: 'done' as const } };
    expect(parseTracker(text, { mapping }).items[0]).toMatchObject({ state: 'done', guess: false });
  });
});

describe('characters nobody sees', () => {
  it.each(['Done\u200b', '\ufeffDone', 'Do\u00adne', 'Done\u200e', '\u2067Done\u2069'])(
    'do not make another word of it: %j',
    (word) => expect(state(word)).toBe('done'),
  );
  it('are left out of comparisons, and accents compared composed', () => {
    expect(comparableText('E\u0301tat\u00a0\u200bX')).toBe('état x');
  });
  it('stay in the bytes', () => {
    const doc = parseTracker('| Task | Status\u200b |\n|---|---|\n| a | Do\u00adne |\n| b | todo |\n');
    expect(doc.items[0]?.fields.find((field) => field.name === 'status')).toMatchObject({
      raw: 'Do\u00adne',
      value: 'Done',
    });
    expect(doc.items[0]?.status).toBe('Done');
  });
});

describe('a status with a day in it', () => {
  it('is both: the status and the day it was done', () => {
    const doc = parseTracker(
      '| Part | Status |\n|---|---|\n| Mast | erledigt (2026-03-01) |\n| Keel | shipped 2026-03-02 |\n| Rig | open |\n',
      {
        mapping: { columns: { Status: 'status' }, words: {} },
      },
    );
    const values = doc.items.map((item) => item.fields.map((field) => `${field.name}: ${field.value}`));
    expect(values).toEqual([
      ['name: Mast', 'status: erledigt', 'done: 2026-03-01'],
      ['name: Keel', 'status: shipped', 'done: 2026-03-02'],
      ['name: Rig', 'status: open'],
    ]);
  });
});
