import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { openWorkspace } from '../../../main/engine/host/open-workspace.ts';
import { startPlainEngine } from '../plain-engine.ts';

/** Opens the workspace named by its argument and says where its engine runs; takes `set VALUE`, `get`, `close`. */
const [folder = ''] = process.argv.slice(2);
const opened = await openWorkspace({
  folder,
  shell: 'test',
  appVersion: '0.0.0-test',
  clock: { now: () => Date.now() },
  entropy: { bytes: (count) => randomBytes(count) },
  startEngine: () => startPlainEngine(folder),
  openLink: () => 'http://127.0.0.1:1/?token=x',
  onLocation: (place) => console.log(place.at === 'there' ? `there ${place.holder.pid}` : place.at),
});
if (!opened.ok) {
  console.log(`refused ${opened.error.code}`);
  process.exit(1);
}
const client = opened.value.client({ verify: true });
client.watch('jobs.list', {}, (state) => console.log(`rows ${state.phase} ${state.rows.length}`));
const set = async (value: string): Promise<void> => {
  const answer = await client.call('layout.set', { key: 'line', value });
  console.log(answer.ok ? `set ${value}` : `failed ${value} ${answer.error.code}`);
};
const get = async (): Promise<void> => {
  console.log(`got ${JSON.stringify(await client.call('layout.get', { key: 'line' }))}`);
};
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'close') break;
  const [verb, value = ''] = line.split('=');
  if (verb === 'set') void set(value);
  if (verb === 'get') void get();
}
client.close();
await opened.value.close();
process.stdin.destroy();
console.log('done');
