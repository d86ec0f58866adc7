import { describe, expect, it } from 'vitest';
import { readTick } from '../../../../core/domain/trackers/vocabulary/tick-words.ts';

describe('a text put into a box', () => {
  it.each([
    'x',
    'X',
    '[x]',
    '[X]',
    '1',
    'TRUE',
    'WAHR',
    'VRAI',
    'VERDADERO',
    'VERO',
    'VERDADEIRO',
    'PRAWDA',
    'ИСТИНА',

    '✓',
    '✔',
    '✔️',
    '✅',
    '☑',
    '☑️',
    ':white_check_mark:',
    'yes',
    'Ja',
    'oui',
    'sí',
    'да',
    'はい',
    '是',
    '예',

    'done',
    'Erledigt',
    'terminé',
    'hecho',
    'fatto',
    'feito',
    'gotowe',
    'готово',
    '完了',
    '已完成',
    '완료',
  ])('ticks it with %j', (text) => {
    expect(readTick(text)).toBe(true);
  });

  it.each([
    '',
    ' ',
    '[ ]',
    '0',
    'FALSE',
    'FALSCH',
    'FAUX',
    'FALSO',
    'FAŁSZ',
    'ЛОЖЬ',
    '-',
    '–',
    '✗',
    '✘',
    '❌',
    '☐',
    '⬜',
    'no',
    'Nein',
    'non',
    'não',
    'нет',
    'いいえ',
    '否',
    '아니요',
    'open',
    'todo',
    'offen',
    '未完了',
  ])('leaves it open with %j', (text) => {
    expect(readTick(text)).toBe(false);
  });

  it.each(['maybe', 'in progress', 'blocked', '🚧', '50 %', 'done by Friday, perhaps', '2026-02-16'])(
    'takes %j for neither',
    (text) => {
      expect(readTick(text)).toBeNull();
    },
  );
});
