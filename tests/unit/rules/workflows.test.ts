import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '../../..');
const Package = z.object({ scripts: z.record(z.string(), z.string()) });
const Workflow = z.object({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  jobs: z.record(
    z.string(),
    z.object({
      strategy: z.object({ matrix: z.object({ os: z.array(z.string()) }) }),
      'runs-on': z.string(),
      steps: z.array(
        z
          .object({ uses: z.string().optional(), run: z.string().optional() })
          .refine((step) => (step.uses === undefined) !== (step.run === undefined)),
      ),
    }),
  ),
});

const { scripts } = Package.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

describe.each(globSync('.github/workflows/*.yml', { cwd: root }))('the workflow %s', (file) => {
  const jobs = Object.values(Workflow.parse(parse(readFileSync(join(root, file), 'utf8'))).jobs);
  const runs = jobs.flatMap((job) => job.steps.flatMap((step) => step.run ?? []));

  it('runs on three systems', () => {
    const systems = ['ubuntu-latest', 'macos-latest', 'windows-latest'];
    expect(jobs.map((job) => job.strategy.matrix.os)).toEqual(jobs.map(() => systems));
  });

  it('calls scripts that there are', () => {
    const called = runs.flatMap((run) =>
      [...run.matchAll(/npm (?:run )?([\w:-]+)/g)].map(([, name = '']) => name),
    );
    expect(called).toContain('ci');
    const unknown = called.filter((name) => !(name in scripts) && !['ci', 'install'].includes(name));
    expect(unknown).toEqual([]);
  });

  it('names folders of tests that there are', () => {
    const folders = runs.flatMap((run) => run.match(/tests\/[\w-]+/g) ?? []);
    expect(
      folders.filter((folder) => globSync(`${folder}/**/*.test.ts`, { cwd: root }).length === 0),
    ).toEqual([]);
  });
});
