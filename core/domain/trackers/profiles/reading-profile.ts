import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { generic } from './generic.ts';
import type { Profile, ProfileRule } from './profile.ts';

/** A profile with its patterns compiled. */
export interface ReadingProfile {
  readonly profile: Profile;
  readonly rules: readonly ReadingRule[];
  readonly vocabulary: Vocabulary | null;
}

export interface ReadingRule {
  readonly rule: ProfileRule;
  readonly match: RegExp;
  /** Tells where its groups stand. */
  readonly headingStatus: RegExp | null;
  readonly nodeId: RegExp | null;
}

const compiled = new WeakMap<Profile, ReadingProfile>();

export function compileProfile(profile: Profile): ReadingProfile {
  const known = compiled.get(profile);
  if (known !== undefined) return known;
  const { vocabulary } = profile;
  const made: ReadingProfile = {
    profile,
    rules: profile.rules.map((rule) => ({
      rule,
      match: new RegExp(rule.match, 'iu'),
      headingStatus: rule.item?.status === undefined ? null : new RegExp(rule.item.status, 'diu'),
      nodeId: rule.nodes === undefined ? null : new RegExp(rule.nodes.id, 'u'),
    })),
    vocabulary:
      vocabulary === undefined ? null : { id: vocabulary.id, source: 'profile', words: vocabulary.words },
  };
  compiled.set(profile, made);
  return made;
}

const LOG_TITLE = new RegExp(generic.rules[0]?.match ?? '$^', 'iu');

/** A change log is one under any profile. */
export function isLogTitle(title: string): boolean {
  return LOG_TITLE.test(title);
}
