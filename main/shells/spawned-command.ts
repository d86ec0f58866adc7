import { spawn } from 'node:child_process';
import type { StartCommand } from '../engine/options.ts';
import { ownCommand } from './installation.ts';

const saidCharacters = 1_000;

/** Runs a program as a child that ends with this process, however it ends. Here it is our own command line. */
export function spawnedCommand([program = '', ...first]: readonly string[] = ownCommand()): StartCommand {
  return (args, env) => {
    // The open pipe is the leash: it closes when this process ends.
    const child = spawn(program, [...first, ...args, '--leash'], {
      stdio: ['pipe', 'ignore', 'pipe'],
      env: { ...process.env, ...env },
    });
    let said = '';
    child.stderr.on('data', (part) => (said = `${said}${String(part)}`.slice(-saidCharacters)));
    return {
      ended: new Promise((resolve) => {
        child.once('error', (error) => resolve(error.message));
        child.once('exit', (code, signal) =>
          resolve(`${signal ?? `exit code ${code}`} ${said.trim()}`.trim()),
        );
      }),
      end: (force) => void child.kill(force ? 'SIGKILL' : 'SIGTERM'),
    };
  };
}
