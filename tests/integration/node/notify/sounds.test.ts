import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { createSounds, findSounds } from '../../../../node/notify/sounds.ts';
import { needsParts } from '../../../support/notify/needs-parts.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const folder = findSounds(import.meta.dirname) ?? '';
const rawOf = (severity: string): Buffer => readFileSync(join(folder, `${severity}.wav`)).subarray(44);

/** Sounds on a machine that has these players only. */
function sounds(
  context: TestContext,
  players: readonly string[],
  env: Readonly<Record<string, string>> = {},
) {
  needsParts(context, players);
  const bin = join(tempFolder(), 'bin');
  mkdirSync(bin);
  for (const name of players) {
    const place = execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    symlinkSync(place, join(bin, name));
  }
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const home = tempFolder();
  return createSounds({
    folder,
    platform: 'linux',
    env: { PATH: bin, HOME: home, XDG_RUNTIME_DIR: home, ...env },
    stop: stop.signal,
  });
}

/** An ALSA of the test's own whose one device is a file. */
function soundDevice(file: string): Readonly<Record<string, string>> {
  const config = join(tempFolder(), 'asound.conf');
  const device = `type file, format raw, file "${file}", slave.pcm { type null }`;
  writeFileSync(config, `pcm.!default { ${device} }\n`);
  return { ALSA_CONFIG_PATH: config };
}

test('the sound of each severity reaches the device', async (context) => {
  const heard = join(tempFolder(), 'heard');
  const player = sounds(context, ['aplay'], soundDevice(heard));
  expect(player.probe()).toEqual({ ok: true, value: { players: ['aplay'] } });
  for (const severity of ['critical', 'warning', 'info'] as const) {
    expect(await player.play(severity, 0.5)).toEqual({
      ok: true,
      value: { player: 'aplay', volumeKept: false },
    });
    const wanted = rawOf(severity);
    expect(readFileSync(heard).subarray(0, wanted.length).compare(wanted)).toBe(0);
  }
});

test('asked for again while it sounds, it sounds once; at volume 0 it does not', async (context) => {
  const heard = join(tempFolder(), 'heard');
  const player = sounds(context, ['aplay'], soundDevice(heard));
  expect(await player.play('info', 0)).toEqual({ ok: true, value: { player: null, volumeKept: true } });
  expect(existsSync(heard)).toBe(false);
  const first = player.play('info', 1);
  expect(player.play('info', 1)).toBe(first);
  await first;
});

test('a machine without a player says which would do', async (context) => {
  const player = sounds(context, []);
  expect(await player.play('critical', 1)).toMatchObject({
    ok: false,
    error: {
      code: 'sound.no-player',
      facts: { players: ['pw-play', 'paplay', 'aplay', 'canberra-gtk-play'] },
    },
  });
});

test('a machine without a sound device says what the player said', async (context) => {
  const config = join(tempFolder(), 'asound.conf');
  writeFileSync(config, '');
  expect(await sounds(context, ['aplay'], { ALSA_CONFIG_PATH: config }).play('critical', 1)).toMatchObject({
    ok: false,
    error: {
      code: 'sound.failed',
      facts: { player: 'aplay', reason: expect.stringContaining('audio open error') },
    },
  });
});

test('a device that takes nothing is given up in time', async (context) => {
  const pipe = join(tempFolder(), 'nobody-reads');
  const player = sounds(context, ['aplay'], soundDevice(pipe));
  spawnSync('mkfifo', [pipe]);
  const started = performance.now();
  expect(await player.play('critical', 1)).toMatchObject({ ok: false, error: { code: 'sound.no-answer' } });
  expect(performance.now() - started).toBeLessThan(9000);
});

test('a player without its server makes room for the next, which is tried first from then on', async (context) => {
  const heard = join(tempFolder(), 'heard');
  const player = sounds(context, ['paplay', 'aplay'], soundDevice(heard));
  expect(player.probe()).toEqual({ ok: true, value: { players: ['paplay', 'aplay'] } });
  expect(await player.play('info', 1)).toMatchObject({ ok: true, value: { player: 'aplay' } });
  expect(player.probe()).toEqual({ ok: true, value: { players: ['aplay', 'paplay'] } });
});

test('sounds in a packed app lie beside its archive, where players can read them', () => {
  const app = join(tempFolder(), 'resources');
  mkdirSync(join(app, 'app.asar.unpacked/assets/sounds'), { recursive: true });
  expect(findSounds(join(app, 'app.asar/dist/desktop'))).toBe(join(app, 'app.asar.unpacked/assets/sounds'));
});
