import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { App } from './app.ts';

const PLAN = `# House

| ID | Name | Status |
|----|------|--------|
| M1 | Door | done |
| M2 | Roof | done |
`;
const GATE = `gate: house
title: The house may be used
criteria:
  - id: done
    title: Door and roof are done
    items: { keys: "M1, M2" }
    require: { evidence: { atLeast: 1 } }
`;

const Runs = z.tuple([z.object({ id: z.string() })], z.unknown());

async function write(app: App, name: string, text: string): Promise<string> {
  const path = join(app.workspace, '..', 'house', name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return path;
}

/** A plan of two items, each with evidence beside it, and a gate over them. The folder that they lie in. */
export async function buildHouse(app: App): Promise<string> {
  const plan = await write(app, 'plan.md', PLAN);
  await write(app, 'docs/door.md', '# Door\n');
  await write(app, 'roof.bin', 'slates');
  await app.command('tracker', 'import', plan);
  await app.command('evidence', 'add', 'M1', '--type', 'doc', 'docs/door.md');
  await app.command('evidence', 'add', 'M2', '--type', 'artifact', 'roof.bin');
  await app.command('gate', 'set', await write(app, 'gate.yaml', GATE));
  return dirname(plan);
}

/** Runs the gate, which may say no-go; the run's id. */
export async function runGate(app: App): Promise<string> {
  await app.command('gate', 'run', 'house').catch(() => null);
  return Runs.parse(await app.command('gate', 'runs', 'house'))[0].id;
}
