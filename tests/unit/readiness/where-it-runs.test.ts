import { describe, expect, it } from 'vitest';
import type { Move } from '../../../core/domain/readiness/environment/environment.ts';
import { ranIn, runningIn } from '../../../core/domain/readiness/environment/where-it-runs.ts';
import { ActorId, BundleId, DeviceId, MoveId } from '../../../core/kernel/ids.ts';

const bundle = (name: string): BundleId => BundleId.parse(`bn_${name}`);

/** `A` is promoted, `-A` failed, `?A` was cut off, `!A` was refused, `A<B` is a rollback from B. */
function movesOf(text: string): Move[] {
  return text.split(' ').map((word, at) => {
    const [, sign = '', name = '', from] = /^([-?!]?)([A-Z])(?:<([A-Z]))?$/u.exec(word) ?? [];
    const outcome = sign === '-' ? 'failed' : sign === '!' ? 'refused' : 'done';
    return {
      id: MoveId.parse(`mv_${at}`),
      kind: from === undefined ? 'promotion' : 'rollback',
      environment: 'dev',
      bundle: bundle(name),
      archive: 'a'.repeat(64),
      device: DeviceId.parse('de_1'),
      from: from === undefined ? null : bundle(from),
      nonce: String(at),
      by: ActorId.parse('ac_1'),
      at,
      correlation: 'cr_1',
      ended: sign === '?' ? null : { outcome, says: '', gateRun: null, decision: null, steps: [], at },
    };
  });
}

const said = (text: string) => {
  const { current, unsettled, lastKnownGood } = runningIn(movesOf(text));
  return [current, unsettled, lastKnownGood].map((move) => move?.bundle.slice(3) ?? '-').join('');
};

describe('what an environment runs, whether that is certain, and what a rollback goes to', () => {
  it.each([
    ['A', 'A--'],
    ['A B', 'B-A'],
    ['A B C', 'C-B'],
    ['A !B', 'A--'],
    ['A B !C', 'B-A'],
    ['A -B', 'ABA'],
    ['A ?B', 'ABA'],
    ['A -B A<B', 'A--'],
    ['A B A<B', 'A--'],
    ['A B C B<C', 'B-A'],
    ['A B C B<C A<B', 'A--'],
    ['-A', '-A-'],
    ['?A', '-A-'],
    ['A A B', 'B-A'],
    ['A B -A<B', 'BAA'],
    ['A B ?A<B', 'BAA'],
    ['A -B -A<B', 'AAA'],
    ['A B -C -B<C', 'BBB'],
    ['A B -A<B A<B', 'A--'],
    ['A B -A<B -C', 'BCA'],
  ])('after %s it is %s', (moves, expected) => {
    expect(said(moves)).toBe(expected);
  });

  it('counts a bundle as having run where a move of it was done', () => {
    const moves = movesOf('A -B ?C !D');
    expect(['A', 'B', 'C', 'D'].map((name) => ranIn(moves, bundle(name)))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
