import { describe, expect, test } from 'vitest';
import {
  cutSentence,
  type OutputLine,
  outputAsText,
  plainLine,
  shownLines,
} from '../../../renderer/domains/fleet/output-model.ts';

const line = (text: string, stream: OutputLine['stream'] = 'stdout'): OutputLine => ({
  id: text,
  at: 0,
  stream,
  text,
});

describe('what an attempt prints', () => {
  test('loses the codes only a terminal would act on', () => {
    expect(plainLine('\u001b[32mok\u001b[0m\tdone\r')).toBe('ok\tdone');
    expect(plainLine('\u001b]0;title\u0007text')).toBe('text');
    expect(plainLine('\u001b]8;;http://x\u001b\\link')).toBe('link');
  });

  test('says nothing when everything is in view', () => {
    expect(cutSentence(10, { cutLines: 0, cutBytes: 0 })).toBeNull();
  });

  test('says how much was dropped and how much isn’t drawn', () => {
    expect(cutSentence(10, { cutLines: 1200, cutBytes: 41_000_000 })).toBe(
      '1,200 earlier lines (41 MB) were dropped.',
    );
    expect(cutSentence(shownLines + 1, { cutLines: 1, cutBytes: 0 })).toBe(
      '1 earlier line was dropped; the first 1 kept line can be copied but isn’t drawn.',
    );
  });

  test('is copied whole, with its streams named', () => {
    const text = outputAsText([line('built'), line('warning', 'stderr')], { cutLines: 3, cutBytes: 10 });
    expect(text).toBe('[3 earlier lines dropped]\nbuilt\n[err] warning\n');
  });
});
