import { seeded } from '../../../bench/random.ts';
import { readTrackers } from '../../../db/records/tracker.ts';
import { type Device, importFile, openDevices } from './device.ts';
import { exchange } from './exchange.ts';
import { differences } from './judge.ts';
import { observe, randomStep } from './random-steps.ts';
import { tokenLedger } from './token-ledger.ts';
import { page } from './tracker-page.ts';

const SHARED = '/plans/lamp.md';
const APART = '/plans/quay.md';
const STEPS = 24;

export interface Exchanged {
  /** What happened, one line for each step. */
  readonly steps: readonly string[];
  /** What did not hold in the end; empty when all did. */
  readonly problems: readonly string[];
}

/**
 * Three devices edit the same trackers, save them outside and exchange their logs, in an order that follows from the
 * seed; one tracker they shared from the beginning, one each of them imported for itself. When everyone has everything,
 * all must say the same, and no edit may be gone without a conflict that shows it.
 */
export async function exchangeBetweenThree(seed: number): Promise<Exchanged> {
  const random = seeded(seed);
  const steps: string[] = [];
  const { all, close } = openThree(seed, (first) => importFile(first, SHARED, page('Lamp')));
  try {
    const ledger = tokenLedger();
    for (const device of all) device.files.save(SHARED, new TextEncoder().encode(page('Lamp')));
    for (const device of all) {
      const word = ledger.fresh();
      const text = page('Quay').replace('with the council', word);
      ledger.wrote(APART, text);
      importFile(device, APART, text);
    }
    const pick = (): Device => all[random.below(all.length)] ?? all[0];
    for (let step = 0; step < STEPS; step += 1) {
      const device = pick();
      // One time for all: what is far ahead of a device's clock would wait there.
      const passed = 1_000 + random.below(120_000);
      for (const one of all) one.pass(passed);
      if (random.below(4) === 0) {
        const from = pick();
        steps.push(`${from.name} to ${device.name}: ${await exchange(from, device, random)}`);
      } else {
        const path = random.below(3) === 0 ? APART : SHARED;
        steps.push(`${device.name} ${path}: ${await randomStep(device, path, random, ledger)}`);
      }
    }
    await settle(all);
    return { steps, problems: await differences(all, [SHARED, APART], ledger) };
  } catch (error) {
    return { steps, problems: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  } finally {
    close();
  }
}

function openThree(seed: number, begin: (first: Device) => void) {
  const devices = openDevices(seed, ['a', 'b', 'c'], begin);
  const [first, second, third] = devices.all;
  if (second === undefined || third === undefined) throw new Error('three devices were opened');
  return { all: [first, second, third] as const, close: () => devices.close() };
}

/** Everyone looks at its files, then all is told to all; in the second round what was merged in the first. */
async function settle(all: readonly Device[]): Promise<void> {
  for (const device of all) for (const { id } of readTrackers(device.db.read)) await observe(device, id);
  for (let round = 0; round < 2; round += 1)
    for (const from of all) for (const to of all) await exchange(from, to, null);
}
