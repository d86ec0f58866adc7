import { cruise } from 'dependency-cruiser';
import { expect, it } from 'vitest';

/** From what stands below to what stands on it: each folder and file imports from lines above its own only. */
const order = [
  ['files', 'delivery', 'metrics', 'alert-times'],
  ['topics', 'options', 'today', 'workspace-identity'],
  ['handlers', 'topics-after', 'day-change'],
  ['hub', 'wire', 'services/jobs'],
  ['services'],
  ['services/trackers', 'services/actors', 'services/search'],
  ['services/conflicts', 'services/findings', 'services/workspace', 'services/readiness'],
  ['services/bridge'],
  ['services/diagnostics', 'services/fleet'],
  ['services/alerts'],
  ['sample'],
  ['calls'],
  ['create-fleet'],
  ['engine'],
  ['host'],
];

const engine = /^main\/engine\/(?:(services\/[^/]+|[^/]+)\/|([^/]+)\.ts$)/;
function partOf(file: string): string | null {
  const found = engine.exec(file);
  const part = found?.[1] ?? found?.[2] ?? null;
  return part?.startsWith('services/') === true && part.endsWith('.ts') ? 'services' : part;
}

it('the folders of the engine import downwards only', async () => {
  const answer = await cruise(['main/engine'], {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '^(core|db)/'] },
    enhancedResolveOptions: { extensions: ['.ts'] },
  });
  if (typeof answer.output === 'string') throw new Error('the import reader answered with text');
  const levels = new Map(order.flatMap((parts, level) => parts.map((part) => [part, level] as const)));
  const upwards: string[] = [];
  let read = 0;
  for (const { source, dependencies } of answer.output.modules) {
    const from = partOf(source);
    for (const { resolved } of dependencies) {
      const to = partOf(resolved);
      if (from === null || to === null || from === to) continue;
      read += 1;
      const [own, other] = [levels.get(from), levels.get(to)];
      if (own === undefined || other === undefined || other >= own) upwards.push(`${source} -> ${resolved}`);
    }
  }
  expect(read).toBeGreaterThan(100);
  expect(upwards).toEqual([]);
});
