import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { captureRun } from '../processes/captured-run.ts';
import { childEnvironment } from '../processes/child-environment.ts';
import { describeEnd } from '../processes/describe-end.ts';
import type { Severity } from './notifier.ts';

/** Ours last less than a second; a player may have to wake its device. */
const BOUNDS = { seconds: 5, outputBytes: 20_000 };
const GRACE_MS = 200;
const TOLD_CHARACTERS = 300;
/** How far above the running code the assets may stand: beside the sources, or packed with a build. */
const LEVELS_UP = 6;

/** `failed`: the player said no, as without a device. `no-answer`: it did not end in time. */
export type SoundCode = 'sound.no-player' | 'sound.failed' | 'sound.no-answer';

export interface Sounds {
  /** The players of this machine in the order they are tried. */
  probe(): Result<{ readonly players: readonly string[] }, 'sound.no-player'>;
  /**
   * Plays the sound of a severity at a share of its loudness, 0 to 1, and answers when it was played. Asked for again while it
   * sounds, it sounds once. Some players know no volume: `volumeKept` is false then. At 0 nothing is played.
   */
  play(
    severity: Severity,
    volume: number,
  ): Promise<Result<{ readonly player: string | null; readonly volumeKept: boolean }, SoundCode>>;
}

interface Player {
  readonly name: string;
  readonly command: string;
  readonly knowsVolume: boolean;
  readonly args: (file: string, volume: number) => readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const linux: readonly Player[] = [
  player('pw-play', (file, volume) => ['--media-role=Notification', `--volume=${volume.toFixed(3)}`, file]),
  // Its scale is the cube root of the amplitude.
  player('paplay', (file, volume) => [`--volume=${Math.round(Math.cbrt(volume) * 65_536)}`, file]),
  { ...player('aplay', (file) => ['--quiet', file]), knowsVolume: false },
  player('canberra-gtk-play', (file, volume) => [
    `--file=${file}`,
    `--volume=${(20 * Math.log10(volume)).toFixed(2)}`,
  ]),
];
const mac: readonly Player[] = [
  {
    ...player('afplay', (file, volume) => ['-v', volume.toFixed(3), file]),
    command: '/usr/bin/afplay',
  },
];
const windows = ({ SystemRoot: root = 'C:\\Windows' }: Environment): readonly Player[] => [
  {
    name: 'PowerShell',
    command: join(root, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe'),
    knowsVolume: false,
    // The path comes as a variable: nothing in it is read as part of the command.
    args: () => [
      '-NoProfile',
      '-NonInteractive',
      '-Command',
      '(New-Object System.Media.SoundPlayer $env:SOUND_FILE).PlaySync()',
    ],
  },
];

function player(name: string, args: Player['args']): Player {
  return { name, command: name, knowsVolume: true, args };
}

/** Where our sounds lie on this disk, or null when they are not part of this installation. */
export function findSounds(from: string): string | null {
  let folder = from;
  for (let level = 0; level < LEVELS_UP; level += 1) {
    // Players read no archive: the sounds are unpacked beside it.
    const candidate = join(folder, 'assets', 'sounds').replace(/\.asar(?=[\\/])/, '.asar.unpacked');
    if (existsSync(candidate)) return candidate;
    folder = dirname(folder);
  }
  return null;
}

/** Sounds through the player of the platform; `folder` holds a `.wav` for each severity. */
export function createSounds(on: {
  readonly folder: string;
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  readonly stop: AbortSignal;
}): Sounds {
  const known = on.platform === 'win32' ? windows(on.env) : on.platform === 'darwin' ? mac : linux;
  const playing = new Map<Severity, ReturnType<Sounds['play']>>();
  let found: readonly Player[] = [];

  function probe(): ReturnType<Sounds['probe']> {
    if (found.length === 0) found = known.filter(({ command }) => isInstalled(command, on.env));
    return found.length > 0 ? ok({ players: found.map(({ name }) => name) }) : noPlayer(known);
  }

  async function playOnce(severity: Severity, volume: number): ReturnType<Sounds['play']> {
    probe();
    const file = join(on.folder, `${severity}.wav`);
    let refusal: Extract<Awaited<ReturnType<Sounds['play']>>, { ok: false }> | null = null;
    for (const candidate of found) {
      const played = await playWith(candidate, file, volume);
      if (played.ok) {
        // The next sound begins with the one that works.
        found = [candidate, ...found.filter((other) => other !== candidate)];
        return played;
      }
      refusal ??= played;
    }
    return refusal ?? noPlayer(known);
  }

  async function playWith(
    { name, command, args, knowsVolume }: Player,
    file: string,
    volume: number,
  ): ReturnType<Sounds['play']> {
    const run = await captureRun(
      {
        command,
        args: args(file, volume),
        folder: on.folder,
        env: childEnvironment(on.env, [], { SOUND_FILE: file }),
        graceMs: GRACE_MS,
        signal: on.stop,
        ...BOUNDS,
      },
      TOLD_CHARACTERS,
    );
    if (run.ok) return ok({ player: name, volumeKept: knowsVolume });
    const { end } = run;
    const how =
      end.how === 'exited' ? `it ended with ${end.code}: ${run.tail.trim()}` : describeEnd(end, BOUNDS);
    const code = end.how === 'timed-out' ? 'sound.no-answer' : 'sound.failed';
    return fail(code, `${name} could not play the sound (${how}).`, { player: name, reason: how }, true);
  }

  return {
    probe,
    play(severity, volume) {
      const bounded = Math.min(1, Math.max(0, volume));
      if (bounded === 0) return Promise.resolve(ok({ player: null, volumeKept: true }));
      const running = playing.get(severity);
      if (running !== undefined) return running;
      const played = playOnce(severity, bounded).finally(() => playing.delete(severity));
      playing.set(severity, played);
      return played;
    },
  };
}

function noPlayer(known: readonly Player[]) {
  const players = known.map(({ name }) => name);
  return fail(
    'sound.no-player',
    `No sound can be played: none of ${players.join(', ')} is installed. Install one of them.`,
    { players },
    true,
  );
}

function isInstalled(command: string, env: Environment): boolean {
  const places = isAbsolute(command)
    ? [command]
    : (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, command));
  return places.some((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
