import { describe, expect, test } from 'vitest';
import { ActorId } from '../../../../core/kernel/ids.ts';
import {
  type Actor,
  actionOn,
  emptyForm,
  endOf,
  formProblems,
  fourEyesSentence,
  orderActors,
} from '../../../../renderer/features/actors/actors-model.ts';
import { readDays, startAtLoginNote } from '../../../../renderer/features/settings/settings-model.ts';

const actor = (name: string, change: Partial<Actor> = {}): Actor => ({
  id: ActorId.parse(`ac_${name}`),
  name,
  kind: 'person',
  fingerprint: 'SHA256:abc',
  unlock: 'system',
  addedAt: 1,
  revokedAt: null,
  replaces: null,
  current: false,
  ...change,
});

describe('days after which a source is stale', () => {
  test.each([
    ['30', 30],
    [' 7 ', 7],
    ['3650', 3650],
  ])('takes %j', (typed, days) => {
    expect(readDays(typed)).toEqual({ days, problem: null });
  });

  test.each(['', 'soon', '0', '3651', '-3', '1.5', '9999999'])('says what is wrong with %j', (typed) => {
    const read = readDays(typed);
    expect(read.days).toBeNull();
    expect(read.problem).toMatch(/days\.$/);
  });
});

describe('start at login', () => {
  test('is offered where the shell supports it and explained elsewhere', () => {
    expect(startAtLoginNote('desktop')).toBeNull();
    expect(startAtLoginNote('web')).toContain('desktop app');
  });
});

describe('people and keys', () => {
  test('those who can sign come first, each by name', () => {
    const list = [actor('Zoe'), actor('Abe', { revokedAt: 5 }), actor('Ines')];
    expect(orderActors(list).map((one) => one.name)).toEqual(['Ines', 'Zoe', 'Abe']);
  });

  test('tells a key that was replaced from one that was revoked', () => {
    const before = actor('Zoe', { revokedAt: 5 });
    const gone = actor('Abe', { revokedAt: 5 });
    const after = actor('Ines', { replaces: before.id });
    const all = [before, gone, after];
    expect(all.map((one) => endOf(one, all))).toEqual(['replaced', 'revoked', null]);
  });

  test('says plainly what four eyes on one machine amount to', () => {
    expect(fourEyesSentence([actor('Ines')])).toContain('second key');
    expect(fourEyesSentence([actor('Ines'), actor('Zoe')])).toContain('whoever sits here can sign as anyone');
    expect(fourEyesSentence([actor('Ines'), actor('Zoe', { unlock: 'passphrase' })])).toContain(
      '1 of 2 keys asks for a passphrase',
    );
  });

  test('offers to act as another person, and to unlock or lock one’s own key', () => {
    const zoe = actor('Zoe', { current: true, unlock: 'passphrase' });
    expect(actionOn(actor('Ines'), 'none')).toBe('act');
    expect(actionOn(zoe, 'locked')).toBe('unlock');
    expect(actionOn(zoe, 'unlocked')).toBe('lock');
    expect(actionOn(actor('Ines', { current: true }), 'none')).toBeNull();
    expect(actionOn(actor('Bot', { kind: 'agent' }), 'none')).toBeNull();
    expect(actionOn(actor('Abe', { revokedAt: 5 }), 'none')).toBeNull();
  });

  test('a revoked key doesn’t count as a second pair of eyes', () => {
    expect(fourEyesSentence([actor('Ines'), actor('Zoe', { revokedAt: 3 })])).toContain('second key');
  });

  test('the form names each thing that keeps it from being sent', () => {
    expect(formProblems(emptyForm, []).name).toBe('A name is needed.');
    expect(formProblems({ ...emptyForm, name: 'ines' }, [actor('Ines')]).name).toContain('enrolled already');
    expect(formProblems({ name: 'Zoe', passphrase: 'short', repeat: 'short' }, []).passphrase).toContain('8');
    expect(formProblems({ name: 'Zoe', passphrase: 'long enough', repeat: 'other' }, []).repeat).toContain(
      'match',
    );
    expect(formProblems({ name: 'Zoe', passphrase: '', repeat: '' }, [])).toEqual({
      name: null,
      passphrase: null,
      repeat: null,
    });
  });
});
