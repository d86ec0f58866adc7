import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The peer measured beside us: a Markdown task manager for the command line, at the version its figures are known for. */
const peer = { name: 'backlog.md', version: '1.52.0' };
const place = join(import.meta.dirname, '../.cache/bench-peer');

/**
 * Installs the peer once, into the cache folder, said aloud. Null where the package registry can't be reached: the
 * rows then have no baseline and say so.
 */
export function installPeer(): string | null {
  const program = join(place, 'node_modules/.bin/backlog');
  if (!existsSync(program)) {
    console.log(`Fetching ${peer.name} ${peer.version} to measure beside us (once, into .cache)`);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'package.json'), '{"private":true}');
    try {
      execFileSync('npm', ['install', '--no-audit', '--no-fund', `${peer.name}@${peer.version}`], {
        cwd: place,
        stdio: 'ignore',
        timeout: 120_000,
      });
    } catch {
      return null;
    }
  }
  return existsSync(program) ? program : null;
}

/** A project of `count` task files in the peer's own format. */
export function writePeerProject(folder: string, count: number): void {
  const tasks = join(folder, 'backlog/tasks');
  mkdirSync(tasks, { recursive: true });
  mkdirSync(join(folder, 'backlog/drafts'), { recursive: true });
  mkdirSync(join(folder, 'backlog/completed'), { recursive: true });
  writeFileSync(
    join(folder, 'backlog/config.yml'),
    'project_name: "Bench"\nstatuses: ["To Do", "In Progress", "Done"]\nlabels: []\nmilestones: []\ndate_format: yyyy-mm-dd\nauto_commit: false\nremote_operations: false\ncheck_active_branches: false\n',
  );
  for (let n = 1; n <= count; n += 1) {
    writeFileSync(
      join(tasks, `task-${n} - Generated-${n}.md`),
      `---\nid: task-${n}\ntitle: Generated ${n}\nstatus: To Do\nassignee: []\ncreated_date: '2026-02-14'\nlabels: []\ndependencies: []\n---\n\n## Description\n\nGenerated task ${n} of the bench.\n`,
    );
  }
  execFileSync('git', ['init', '-q', folder]);
}
