import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { statusPage } from './status-page.ts';
import { temporaryFolder } from './support-folder.ts';
import { context, importOne, openEngine, setField, take, testClock, write } from './test-engine.ts';

it('charts count days as people here do: what is changed tonight is changed today', async () => {
  const zone = process.env['TZ'];
  onTestFinished(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });
  process.env['TZ'] = 'America/Los_Angeles';
  const folder = temporaryFolder();
  // In the evening of the nineteenth there; the twentieth in Greenwich.
  const engine = await openEngine({ folder, clock: testClock(Date.parse('2026-11-20T04:00:00Z')) });
  const trackerId = await importOne(engine, write(join(folder, 'docs', 'lamp.md'), statusPage));
  take(await setField(engine, trackerId, 'M1', 'date', 'December 9, 2026'));
  const range = { trackerId, from: null, to: null };
  const charts = take(await engine.handlers.calls['trackers.charts'](range, context));
  const lastDays = charts.flatMap(({ id, points }) =>
    ['status-over-time', 'burn-down', 'slip'].includes(id) ? [points.at(-1)?.['x']] : [],
  );
  expect(lastDays).toEqual(['2026-11-19', '2026-11-19', '2026-11-19']);
});
