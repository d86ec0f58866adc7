import type { LogEntry, MetaField, ParsedSection } from '../model.ts';
import type { Profile } from '../profiles/profile.ts';
import { findDates } from '../text/dates.ts';
import { saysLastUpdate } from '../vocabulary/fact-words.ts';

/** What the front matter calls it, else its main heading, else a `title` line, else the file's name. */
export function titleOf(
  sections: readonly ParsedSection[],
  meta: readonly MetaField[],
  fileName: string,
): string {
  const base = fileName.replace(/^.*[\\/]/u, '').replace(/\.[^.]+$/u, '');
  const named = ['title', 'name'].flatMap((name) =>
    meta.filter((field) => field.name === name && field.source === 'front-matter' && field.value !== ''),
  );
  const stated = meta.find((field) => field.name === 'title');
  const title = named[0]?.value ?? mainHeading(sections) ?? stated?.value ?? base;
  return withoutPictures(title) || 'Untitled';
}

/** The first heading of level 1; else the first heading, where none of its rank stands beside it. */
function mainHeading(sections: readonly ParsedSection[]): string | null {
  const headings = sections.filter((section) => section.level > 0 && section.title !== '');
  const top = headings.find((section) => section.level === 1);
  if (top !== undefined) return top.title;
  const [first, ...others] = headings;
  return first === undefined || others.some((section) => section.level <= first.level) ? null : first.title;
}

/** Pictures decorate a title; one that is nothing else stays. */
function withoutPictures(title: string): string {
  const bare = title
    .replace(/(?:\p{Extended_Pictographic}(?:\uFE0F|\u200D|\p{Emoji_Modifier})*)+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return bare === '' ? title : bare;
}

const ELSE_UPDATED = /^(?:date|last-activity|last-reviewed)$/u;

/** The document's own idea of its last update: a metadata line, what the profile looks for, else its newest log entry. */
export function lastUpdatedOf(
  text: string,
  profile: Profile,
  meta: readonly MetaField[],
  log: readonly LogEntry[],
): string | null {
  for (const says of [saysLastUpdate, (name: string) => ELSE_UPDATED.test(name)]) {
    for (const field of meta.filter((entry) => says(entry.name))) {
      const date = findDates(field.value)[0];
      if (date !== undefined) return date.iso;
    }
  }
  const mapped =
    profile.lastUpdated === undefined
      ? null
      : new RegExp(profile.lastUpdated, 'iu').exec(text.slice(0, 20_000));
  const found = mapped?.groups?.['date'];
  if (found !== undefined) return found;
  const dates = log.map((entry) => entry.date).filter((date) => date !== null);
  return dates.length === 0 ? null : dates.reduce((newest, date) => (date > newest ? date : newest));
}
