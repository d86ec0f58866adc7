import { execFileSync, spawnSync } from 'node:child_process';

/**
 * What tests, benches and pictures need from Debian, and how to see whether it is there. As root it is installed;
 * otherwise the one command to run is handed back and the caller fails: nothing is left out in silence.
 */
const parts = {
  git: { packages: ['git'], why: 'real repositories' },
  setfattr: { packages: ['attr'], why: 'real extended attributes', only: 'linux' },
  setfacl: { packages: ['acl'], why: 'real access lists', only: 'linux' },
  'dbus-daemon': { packages: ['dbus'], why: 'a session bus of the tests’ own', only: 'linux' },
  dunst: { packages: ['dunst'], why: 'a real notification service', only: 'linux' },
  busctl: { packages: ['systemd'], why: 'what dunstctl reads the history with', only: 'linux' },
  Xvfb: { packages: ['xvfb'], why: 'a screen for it', only: 'linux' },
  aplay: { packages: ['alsa-utils'], why: 'a real player of sounds', only: 'linux' },
  paplay: { packages: ['pulseaudio-utils'], why: 'another one, without its server', only: 'linux' },
  chromium: { packages: ['chromium'], why: 'the screens in a real browser' },
};

const present = (command) => {
  if (command === 'chromium' && process.env.QUARTERDECK_CHROMIUM) return true;
  const look = process.platform === 'win32' ? ['where', [command]] : ['sh', ['-c', `command -v ${command}`]];
  return spawnSync(look[0], look[1], { stdio: 'ignore' }).status === 0;
};

/**
 * @param {readonly (keyof typeof parts)[]} names
 * @returns {string[]} one line for each part that is still absent; empty when all is there.
 */
export function installParts(names) {
  const needed = names.filter((name) => (parts[name].only ?? process.platform) === process.platform);
  const absent = needed.filter((name) => !present(name));
  if (absent.length === 0) return [];
  const packages = absent.flatMap((name) => parts[name].packages);
  if (process.getuid?.() === 0 && present('apt-get')) {
    console.log(`Installing what is needed: ${packages.join(', ')}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const options = { env, stdio: ['ignore', 'ignore', 'inherit'] };
    try {
      execFileSync('apt-get', ['update', '-qq'], options);
      execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
    } catch {
      // What is still absent is named below.
    }
  }
  return absent
    .filter((name) => !present(name))
    .map(
      (name) =>
        `${name} is missing (${parts[name].why}): sudo apt-get install -y ${parts[name].packages.join(' ')}`,
    );
}
