import type { Severity } from '../../node/notify/notifier.ts';

const RATE = 22_050;
const ATTACK_SECONDS = 0.006;
const RELEASE_SECONDS = 0.04;

interface Tone {
  readonly hertz: number;
  readonly seconds: number;
}

interface Sound {
  readonly tones: readonly Tone[];
  /** Silence between two tones. */
  readonly gapSeconds: number;
  /** Of the most a file can hold. */
  readonly loudness: number;
  /** How much of each overtone sounds along: more is harder to miss. */
  readonly overtones: readonly number[];
}

/** Told apart by number, pitch and hardness, so that one that is half heard is still known: three rise, two fall, one is soft. */
const sounds: Readonly<Record<Severity, Sound>> = {
  critical: {
    tones: [880, 1108.73, 1318.51].map((hertz) => ({ hertz, seconds: 0.17 })),
    gapSeconds: 0.06,
    loudness: 0.85,
    overtones: [1, 0.5, 0.35, 0.2],
  },
  warning: {
    tones: [698.46, 523.25].map((hertz) => ({ hertz, seconds: 0.18 })),
    gapSeconds: 0.08,
    loudness: 0.6,
    overtones: [1, 0.3],
  },
  info: { tones: [{ hertz: 783.99, seconds: 0.22 }], gapSeconds: 0, loudness: 0.35, overtones: [1] },
};

/** The sounds as files, by their name. The same on every machine. */
export function soundFiles(): ReadonlyMap<string, Buffer> {
  return new Map(
    Object.entries(sounds).map(([severity, sound]) => [`${severity}.wav`, wave(samples(sound))]),
  );
}

function samples({ tones, gapSeconds, loudness, overtones }: Sound): readonly number[] {
  const gap = Array.from({ length: Math.round(gapSeconds * RATE) }, () => 0);
  const most = overtones.reduce((sum, part) => sum + part, 0);
  return tones.flatMap((tone, at) => [
    ...(at === 0 ? [] : gap),
    ...toneSamples(tone, overtones).map((value) => Math.round((value / most) * loudness * 32_767)),
  ]);
}

function toneSamples({ hertz, seconds }: Tone, overtones: readonly number[]): readonly number[] {
  return Array.from({ length: Math.round(seconds * RATE) }, (_, at) => {
    const time = at / RATE;
    // A tone that begins or ends at a stroke clicks.
    const envelope = Math.min(1, time / ATTACK_SECONDS, (seconds - time) / RELEASE_SECONDS);
    const wave = overtones.reduce(
      (sum, part, overtone) => sum + part * Math.sin(2 * Math.PI * hertz * (overtone + 1) * time),
      0,
    );
    return Math.max(0, envelope) * wave;
  });
}

/** One channel of 16 bits, without compression: what every player reads. */
function wave(values: readonly number[]): Buffer {
  const bytes = values.length * 2;
  const file = Buffer.alloc(44 + bytes);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + bytes, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(bytes, 40);
  values.forEach((value, at) => file.writeInt16LE(value, 44 + at * 2));
  return file;
}
