import { expect, it } from 'vitest';
import { createHourlyCounter } from '../../../main/engine/hub/telemetry/hourly-counter.ts';

const minute = 60_000;

it('counts the last hour and forgets what is older, slot by slot', () => {
  const count = createHourlyCounter();
  for (let passed = 0; passed < 180; passed += 1) count.add(passed * minute);
  expect(count.total(179 * minute)).toBe(60);
  expect(count.total(210 * minute)).toBe(25);
  expect(count.total(300 * minute)).toBe(0);
});
