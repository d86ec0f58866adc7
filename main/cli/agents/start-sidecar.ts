import { spawn } from 'node:child_process';
import { agentCommand } from '../../shells/installation.ts';

export interface StartedSidecar {
  /** The end of what it said. */
  errorOutput(): string;
  /** Resolves when it has ended, by itself or not. */
  readonly ended: Promise<void>;
  end(): Promise<void>;
}

/** Runs the sidecar of `folder` as a child that ends with this process, however it ends. */
export function startSidecar(folder: string): StartedSidecar {
  const [program = process.execPath, ...args] = agentCommand('run', '--folder', folder, '--leash');
  const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (part) => (said = `${said}${String(part)}`.slice(-2000)));
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      said = error.message;
      resolve();
    });
  });
  return {
    errorOutput: () => said.trim(),
    ended,
    end() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
