import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

/**
 * What can be built. `inputs`: a change in these rebuilds the part. `steps`: Vite configs with the folder each writes
 * below the part's draft. `outputs`: folders of the draft that replace their namesakes in dist.
 */
const parts = {
  renderer: {
    says: 'the screens',
    inputs: ['renderer', 'core', 'vite.renderer.config.ts', 'package-lock.json'],
    steps: [['vite.renderer.config.ts', 'renderer']],
    outputs: ['renderer'],
  },
  node: {
    says: 'the command and the desktop shell',
    inputs: [
      'core',
      'db',
      'main',
      'node',
      'preload',
      'sidecar',
      'vite.node.config.ts',
      'vite.preload.config.ts',
      'package-lock.json',
    ],
    steps: [
      ['vite.node.config.ts', '.'],
      ['vite.preload.config.ts', 'desktop'],
    ],
    outputs: ['cli', 'desktop', 'chunks', 'threads'],
  },
};

export const partNames = Object.keys(parts);

/**
 * Builds those of the named parts whose inputs changed since they were last built.
 *
 * @param {readonly string[]} names
 * @param {{ force?: boolean, say?: (line: string) => void }} [options]
 * @returns {boolean} false when a build failed; what was built before stays in place
 */
export function buildParts(names, { force = false, say = console.log } = {}) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!existsSync(vite)) {
    say('The build tools are not installed. Run "npm ci" first.');
    return false;
  }
  return alone(() => names.every((name) => buildPart(name, vite, force, say)));
}

function buildPart(name, vite, force, say) {
  const { says, inputs, steps, outputs } = parts[name];
  const stamp = join(dist, `.built-${name}`);
  const hash = hashOf(inputs);
  const present = existsSync(join(dist, outputs[0]));
  if (!force && present && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return true;
  say(`Building ${says} ...`);
  const started = performance.now();
  // Built beside and swapped in whole: a server that is running meanwhile never serves half a build.
  const draft = join(dist, `.draft-${name}-${process.pid}`);
  try {
    for (const [config, folder] of steps) {
      const args = [vite, 'build', '--config', config, '--outDir', join(draft, folder), '--logLevel', 'warn'];
      const run = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
      if (run.status !== 0) {
        say(`${run.stdout ?? ''}${run.stderr ?? ''}\nBuilding ${says} failed; the last good build was kept.`);
        return false;
      }
    }
    for (const output of outputs) swap(join(draft, output), join(dist, output));
    writeFileSync(stamp, hash);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  say(`Built ${says} in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  return true;
}

/** One build at a time: tests, a start and a pack may all want one at once. A dead builder's mark does not count. */
function alone(work) {
  mkdirSync(dist, { recursive: true });
  const mark = join(dist, '.building');
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    try {
      writeFileSync(mark, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isDead(mark)) rmSync(mark, { force: true });
      else Atomics.wait(pause, 0, 0, 100);
    }
  }
  try {
    return work();
  } finally {
    rmSync(mark, { force: true });
  }
}

function isDead(mark) {
  try {
    const pid = Number(readFileSync(mark, 'utf8'));
    // Empty: being written this very moment, unless its builder was killed just then.
    if (pid === 0) return Date.now() - statSync(mark).mtimeMs > 5_000;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function swap(fresh, place) {
  if (!existsSync(fresh)) return;
  mkdirSync(dist, { recursive: true });
  const old = `${place}.old-${process.pid}`;
  if (existsSync(place)) renameSync(place, old);
  renameSync(fresh, place);
  rmSync(old, { recursive: true, force: true });
}

function hashOf(inputs) {
  const hash = createHash('sha256').update(process.version);
  const visit = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) visit(`${path}/${name}`);
    } else {
      hash.update(`${path}\0`).update(readFileSync(full)).update('\0');
    }
  };
  for (const input of inputs) visit(input);
  return hash.digest('hex');
}
