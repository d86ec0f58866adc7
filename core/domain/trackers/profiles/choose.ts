import type { Profile } from './profile.ts';
import { findProfile, profiles } from './registry.ts';

export interface RankedProfile {
  readonly id: string;
  readonly label: string;
  /** 1 and more: its signs are there. The generic profile stands at 0.5. */
  readonly score: number;
}

/** Signs stand near the top of a document or not at all. */
const LOOK_AT = 100_000;
const GENERIC_SCORE = 0.5;
const YAML_FILE = /\.ya?ml$/iu;

/** All profiles, best first. A YAML file is read by YAML profiles only, everything else by the others. */
export function rankProfiles(text: string, fileName: string): RankedProfile[] {
  const head = text.slice(0, LOOK_AT);
  const yaml =
    YAML_FILE.test(fileName) || (!/\.(?:md|markdown|txt)$/iu.test(fileName) && looksLikeQueue(head));
  return profiles
    .map((profile) => ({ id: profile.id, label: profile.label, score: scoreOf(profile, head, yaml) }))
    .sort((a, b) => b.score - a.score);
}

/** The profile to read a document with: the one asked for, else the best-ranked. */
export function chooseProfile(text: string, fileName: string, asked: string | null): Profile {
  const known = asked === null ? null : findProfile(asked);
  if (known !== null) return known;
  const best = rankProfiles(text, fileName)[0];
  const found = best === undefined ? null : findProfile(best.id);
  if (found === null) throw new Error('The list of built-in profiles is empty');
  return found;
}

function scoreOf(profile: Profile, head: string, yaml: boolean): number {
  if ((profile.shape === 'yaml') !== yaml) return 0;
  if (profile.shape === 'yaml') return 1;
  if (profile.id === 'generic') return GENERIC_SCORE;
  let score = 0;
  for (const sign of profile.signs) if (new RegExp(sign.match, 'imu').test(head)) score += sign.weight;
  // Half of its signs may stand anywhere; only a good part of them tells the kind of document.
  return score < 0.6 ? Math.min(score, 0.4) : Math.round(score * 100) / 100;
}

function looksLikeQueue(head: string): boolean {
  const [sign] = findProfile('work-queue')?.signs ?? [];
  return sign !== undefined && !/^#{1,6} /mu.test(head) && new RegExp(sign.match, 'imu').test(head);
}
