import { describe, expect, it } from 'vitest';
import { ActorName, actorNameKey } from '../../../core/domain/actor-name.ts';

describe('the name of an actor', () => {
  it('is one name however it is typed', () => {
    for (const typed of ['Jos\u00e9', 'Jose\u0301', 'Jo\u200bs\u00e9', ' Jos\u00e9 ']) {
      expect(ActorName.parse(typed)).toBe('Jos\u00e9');
      expect(actorNameKey(typed)).toBe('jos\u00e9');
    }
  });

  it('is not another one for what nobody sees in it', () => {
    for (const unseen of [
      '\uFE0F',
      '\u034F',
      '\u3164',
      '\u{E0100}',
      '\u{E0041}',
      '\u180B',
      '\uFEFF',
      '\u00AD',
    ])
      expect(ActorName.parse(`A${unseen}da`)).toBe('Ada');
    expect(ActorName.parse('Jose\u034F\u0301')).toBe('Jos\u00e9');
    expect(ActorName.parse('Ada\u2800\u3000Lee\u2800')).toBe('Ada Lee');
  });

  it('means the same person in letters of another width or shape', () => {
    for (const typed of ['Ａｄａ', '𝐀𝐝𝐚', 'ADA']) expect(actorNameKey(typed)).toBe('ada');
  });

  it('never steers a terminal, breaks a line or is invisible', () => {
    expect(ActorName.parse('A\u001b[31mda\nLee')).toBe('A[31mda Lee');
    for (const nothing of ['', ' \n', '\u200b\u200d'])
      expect(ActorName.safeParse(nothing).success).toBe(false);
  });
});
