#!/usr/bin/env node
// Nothing of the product may be loaded before the version is known: the database's native module crashes an older
// Node. So this file keeps to what a Node of long ago understands, and to built-in modules.
import { spawn } from 'child_process';
import { existsSync } from 'fs';
import { fileURLToPath } from 'url';

// Read when the first file is: a network share that is gone must not hold every thread that waits for disks and names.
process.env.UV_THREADPOOL_SIZE = '16';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const major = Number(process.versions.node.split('.')[0]);

if (major >= 24) {
  // From a checkout the sources run as they are; a package carries the bundle only.
  const entry = existsSync(path('./main/quarterdeck.ts')) ? './main/quarterdeck.ts' : './dist/cli/index.js';
  // Compiled code is kept between runs, in the system's temporary folder: half of a start is compiling.
  import('module')
    .then((module) => module.enableCompileCache())
    .then(() => import(entry))
    .then((command) => command.main(process.argv.slice(2)))
    .catch((error) => {
      console.error('Quarterdeck could not be loaded: ' + (error.stack || error));
      process.exit(1);
    });
} else {
  // The right Node comes along as a dependency: beside this package's own, or among its neighbours.
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = [path('./node_modules/node/bin/' + program), path('../node/bin/' + program)].find(
    existsSync,
  );
  if (pinned === undefined || process.env.QUARTERDECK_PINNED === '1') {
    console.error(
      'Quarterdeck needs Node 24 or newer; this is ' +
        process.version +
        '. Run "npm ci" in its folder: it brings the right one.',
    );
    process.exit(2);
  }
  const env = Object.assign({}, process.env, { QUARTERDECK_PINNED: '1' });
  const child = spawn(pinned, [fileURLToPath(import.meta.url)].concat(process.argv.slice(2)), {
    stdio: 'inherit',
    env,
  });
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => process.on(signal, () => child.kill(signal)));
  child.on('close', (code) => process.exit(code === null ? 1 : code));
}
