import { expect, it } from 'vitest';
import { mutatedMessages } from './doors/doors-round.ts';

it('whatever comes through the doors, the engine answers, logs no bug and keeps its promises (seed 5)', async () => {
  const { problems } = await mutatedMessages(5, 800);
  expect(problems).toEqual([]);
}, 120_000);
