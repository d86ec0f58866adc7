import { hash } from 'node:crypto';
import { readGate } from '../../../core/domain/readiness/gate/read-gate.ts';
import { readSloPolicyText } from '../../../core/domain/readiness/slo/read-slo-policy.ts';

/** Of the texts whose readings are remembered, in characters. */
const KEPT_CHARACTERS = 4_000_000;

/** Reads each text once: what it came to is remembered under the text's digest, until newer ones need the room. */
export function readOnce<Reading>(
  read: (text: string) => Reading,
  most: number = KEPT_CHARACTERS,
): (text: string) => Reading {
  const known = new Map<string, { readonly reading: Reading; readonly length: number }>();
  let characters = 0;
  const forget = (digest: string, length: number): void => {
    known.delete(digest);
    characters -= length;
  };
  return (text) => {
    const digest = hash('sha256', text, 'hex');
    const kept = known.get(digest);
    if (kept !== undefined) forget(digest, kept.length);
    const reading = kept === undefined ? read(text) : kept.reading;
    known.set(digest, { reading, length: text.length });
    characters += text.length;
    for (const [oldest, { length }] of known) {
      if (characters <= most || oldest === digest) break;
      forget(oldest, length);
    }
    return reading;
  };
}

/** For the threads of readers: a long document takes up to a second, and each view and judgement needs all of them. */
export const gateReading = readOnce(readGate);
export const sloReading = readOnce(readSloPolicyText);
