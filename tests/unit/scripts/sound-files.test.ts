import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { soundFiles } from '../../../scripts/docs/sound-files.ts';

const folder = join(import.meta.dirname, '../../../assets/sounds');
const RATE = 22_050;

const samplesOf = (name: string): readonly number[] => {
  const file = soundFiles().get(name) ?? Buffer.alloc(44);
  return Array.from({ length: (file.length - 44) / 2 }, (_, at) => file.readInt16LE(44 + at * 2));
};
/** How many stretches of sound there are, with at least 40 ms of silence between two. */
const tonesOf = (samples: readonly number[]): number => {
  let tones = 0;
  let silent = RATE;
  for (const sample of samples) {
    if (Math.abs(sample) > 200) {
      if (silent > RATE * 0.04) tones += 1;
      silent = 0;
    } else silent += 1;
  }
  return tones;
};

test('the sounds that are shipped are those the script makes', () => {
  const files = soundFiles();
  expect(readdirSync(folder).toSorted()).toEqual([...files.keys()].toSorted());
  for (const [name, bytes] of files) expect(readFileSync(join(folder, name)).compare(bytes)).toBe(0);
});

test('severities are told apart by the number of tones and by loudness, and none takes a second', () => {
  const names = ['critical.wav', 'warning.wav', 'info.wav'];
  expect(names.map((name) => tonesOf(samplesOf(name)))).toEqual([3, 2, 1]);
  const peaks = names.map((name) => Math.max(...samplesOf(name).map(Math.abs)));
  expect(peaks).toEqual(peaks.toSorted((a, b) => b - a));
  for (const name of names) {
    const samples = samplesOf(name);
    expect(samples.length / RATE).toBeLessThan(1);
    expect([samples.at(0), Math.abs(samples.at(-1) ?? 0) < 100], 'no click at either end').toEqual([0, true]);
  }
});
