import { describe, expect, it } from 'vitest';
import { violatedInvariants } from '../../../core/domain/trackers/check/invariants.ts';
import { planEdits } from '../../../core/domain/trackers/edit/edit.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { encodingOf } from '../../../core/domain/trackers/text/encoding.ts';
import { decode, encode } from '../../../core/domain/trackers/text/text.ts';

const text = '# Ferry list\n\n| Step | Status |\n|---|---|\n| Tie up | Done |\n| Größe prüfen | Todo |\n';

function utf16(source: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const units = mark ? `\uFEFF${source}` : source;
  return Uint8Array.from(
    [...Array(units.length).keys()].flatMap((at) => {
      const unit = units.charCodeAt(at);
      return order === 'le' ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff];
    }),
  );
}

/** One byte per character, as it is below U+0100. */
function latin1(source: string): Uint8Array {
  return Uint8Array.from({ length: source.length }, (_, at) => source.charCodeAt(at) & 0xff);
}

/** The Russian letters of Windows-1251. */
function windows1251(source: string): Uint8Array {
  return Uint8Array.from({ length: source.length }, (_, at) => {
    const point = source.charCodeAt(at);
    return point >= 0x410 && point <= 0x44f ? point - 0x410 + 0xc0 : point & 0x7f;
  });
}

describe('the encoding of a file', () => {
  it.each([
    ['le', true],
    ['le', false],
    ['be', true],
    ['be', false],
  ] as const)('is told for UTF-16 %s, with a byte order mark: %s', (order, mark) => {
    expect(encodingOf(utf16(text, order, mark))).toBe(`utf-16-${order}`);
    expect(encodingOf(utf16('# 船の一覧\n\n- [ ] 岸に着ける 😀\n- [x] 検査\n', order, mark))).toBe(
      `utf-16-${order}`,
    );
  });

  it('is told for UTF-32 by its mark', () => {
    expect(encodingOf(Uint8Array.from([0xff, 0xfe, 0, 0, 0x23, 0, 0, 0]))).toBe('utf-32');
  });

  it.each([
    'Prüfung für die Größe der Straße, naïve Übung à la carte',
    '# Étapes\n\n| Tâche | Statut |\n|---|---|\n| Étude | Terminé |\n| Préparation | En cours |\n',
    'Año nuevo, ¿qué? ¡Sí! Coração e ação',
  ])('is called Windows-1252 where its letters make words: %s', (western) => {
    expect(encodingOf(latin1(western))).toBe('windows-1252');
  });

  it('is not guessed where other alphabets come in single bytes, nor called binary', () => {
    const russian = '# План\n\n- [x] Поставить сваи\n- [ ] Настелить доски\n- [ ] Повесить фонари\n';
    expect(encodingOf(windows1251(russian))).toBe('unknown');
  });

  it('is UTF-8 for text of any script, a byte order mark and a character that the end cut off included', () => {
    for (const source of ['# Заголовок 標題 ✅\n'.repeat(50), `\uFEFF${text}`, '', 'é'.repeat(40_000)])
      expect(encodingOf(encode(source))).toBe('utf-8');
    expect(encodingOf(encode('# 標題\n- [ ] 項目\n').subarray(0, 17))).toBe('utf-8');
  });

  it('is none for pictures and archives', () => {
    expect(encodingOf(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0]))).toBe('binary');
    expect(encodingOf(Uint8Array.from({ length: 300 }, (_, at) => 0x80 + (at % 64)))).toBe('binary');
    expect(encodingOf(Uint8Array.from({ length: 900 }, (_, at) => (at * 73 + (at >> 3)) & 0xff))).toBe(
      'binary',
    );
  });
});

describe('a tracker in Windows-1252', () => {
  const bytes = latin1(
    '# Étapes\n\n| Tâche | Statut |\n|---|---|\n| Étude | Terminé |\n| Préparation | En cours |\n',
  );
  const doc = parseTracker(decode(bytes), { fileName: 'etapes.md' });

  it('is read with whole words, which count as what they say', () => {
    expect(doc.title).toBe('Étapes');
    expect(doc.items.map((item) => [item.title, item.status, item.state])).toEqual([
      ['Étude', 'Terminé', 'done'],
      ['Préparation', 'En cours', 'active'],
    ]);
    expect(violatedInvariants(doc)).toEqual([]);
  });

  it('keeps its bytes', () => {
    expect(encode(doc.text)).toEqual(bytes);
  });

  it('says what it is, and takes no edit', () => {
    expect(doc.readOnly?.reason).toMatch(/not UTF-8; it looks like Windows-1252.*Save it as UTF-8/u);
    const address = doc.items[0]?.address ?? '';
    const plan = planEdits(doc, [{ kind: 'set-field', address, field: 'status', value: 'En cours' }], {
      today: '2026-03-02',
      log: false,
      actor: 'ada',
    });
    expect(plan).toMatchObject({ ok: false, error: { code: 'tracker.not-utf8' } });
  });
});

describe('a tracker with single bytes that are no UTF-8', () => {
  it('names their lines, and counts a word with such a byte neither as open nor as done', () => {
    const bytes = [
      ...encode('# Größe\n\n| A | Status |\n|---|---|\n| a | Done |\n| b | D'),
      0x81,
      ...encode('ne |\n'),
    ];
    const doc = parseTracker(decode(Uint8Array.from(bytes)));
    expect(doc.readOnly).toMatchObject({ code: 'tracker.not-utf8', places: [{ line: 6, lastLine: 6 }] });
    expect(doc.readOnly?.reason).toContain('line 6');
    expect(doc.items.map((item) => item.state)).toEqual(['done', 'unknown']);
  });
});
