import { installParts } from '../tests/setup/install.mjs';
import buildScreens from '../tests/support/web/build-screens.ts';
import { type Bench, judge } from './measure.ts';

/**
 * `npm run bench [name...]`: prints each bench's table with budget, baseline and ratio, all measured in this run, and
 * exits with 1 when a figure is over its budget.
 */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  parse: async () => (await import('./parse.bench.ts')).parseBench,
  workspace: async () => (await import('./workspace.bench.ts')).workspaceBench,
  'large-table': async () => (await import('./large-table.bench.ts')).largeTableBench,
  screens: async () => (await import('./screens.bench.ts')).screensBench,
  'many-trackers': async () => (await import('./many-trackers.bench.ts')).manyTrackersBench,
  fleet: async () => (await import('./fleet.bench.ts')).fleetBench,
  ingest: async () => (await import('./ingest.bench.ts')).ingestBench,
  start: async () => (await import('./start.bench.ts')).startBench,
  history: async () => (await import('./history.bench.ts')).historyBench,
  'gate-run': async () => (await import('./gate-run.bench.ts')).gateRunBench,
  'verify-evidence': async () => (await import('./verify-evidence.bench.ts')).verifyEvidenceBench,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => benches[name] === undefined);
if (unknown.length > 0) {
  console.error(`No bench is called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
const missing = installParts(['chromium', 'git']);
if (missing.length > 0) {
  for (const line of missing) console.error(line);
  process.exit(6);
}
// What is measured is what stands here, not what was built some time ago.
buildScreens();
let within = true;
for (const [name, load] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const bench = await load();
  const started = performance.now();
  const cpu = process.cpuUsage();
  const rows = await bench.run();
  const used = process.cpuUsage(cpu);
  const verdict = judge(bench, rows, (used.user + used.system) / 1000 / (performance.now() - started));
  within &&= verdict.within;
  console.log(verdict.text);
}
console.log(within ? '\nEvery figure is within its budget.' : '\nAt least one figure is over its budget.');
process.exitCode = within ? 0 : 1;
