import { execFileSync, spawnSync } from 'node:child_process';

/**
 * What the tests need from Debian, and how to see whether it is there. As root it is installed; otherwise the one
 * command to run is printed and the caller fails: a suite is never skipped in silence.
 */
const parts = [
  { command: 'git', packages: ['git'], why: 'real repositories in the file tests' },
  { command: 'chromium', packages: ['chromium'], why: 'end-to-end tests of the screens' },
];

const present = (command) =>
  spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;

/** @returns {string[]} one line for each part that is still absent; empty when all is there. */
export function installTestParts() {
  const absent = parts.filter((part) => !present(part.command));
  if (absent.length === 0) return [];
  const packages = absent.flatMap((part) => part.packages);
  const asRoot = process.getuid?.() === 0 && present('apt-get');
  if (asRoot) {
    console.log(`Installing what the tests need: ${packages.join(', ')}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const options = { env, stdio: ['ignore', 'ignore', 'inherit'] };
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
  }
  return parts
    .filter((part) => !present(part.command))
    .map(
      (part) =>
        `${part.command} is missing (${part.why}): sudo apt-get install -y ${part.packages.join(' ')}`,
    );
}
