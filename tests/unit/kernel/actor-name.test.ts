import { describe, expect, it } from 'vitest';
import { ActorName, actorNameKey } from '../../../core/domain/actor-name.ts';

describe('the name of an actor', () => {
  it('is one name however it is typed', () => {
    for (const typed of ['Jos\u00e9', 'Jose\u0301', 'Jo\u200bs\u00e9', ' Jos\u00e9 ']) {
      expect(ActorName.parse(typed)).toBe('Jos\u00e9');
      expect(actorNameKey(typed)).toBe('jos\u00e9');
    }
  });

  it('never steers a terminal, breaks a line or is invisible', () => {
    expect(ActorName.parse('A\u001b[31mda\nLee')).toBe('A[31mda Lee');
    for (const nothing of ['', ' \n', '\u200b\u200d'])
      expect(ActorName.safeParse(nothing).success).toBe(false);
  });
});
