import type { LogEntry, MetaField, ParsedSection } from '../model.ts';
import type { Profile } from '../profiles/profile.ts';
import { findDates } from '../text/dates.ts';

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

const UPDATED: readonly RegExp[] = [
  /^(?:last-)?(?:updated|modified|changed|revised)(?:-on|-at)?$/u,
  /^(?:updated|last-update|last-revision|as-of|status-date|snapshot|stand|última-actualización|aktualisiert|дата-обновления|обновлено|最后更新|更新时间|最終更新|更新日|최종-업데이트|마지막-업데이트)$/u,
  /^(?:date|last-activity|last-reviewed)$/u,
];

/** Whether a metadata line of this name says when the document was last changed. */
export function saysLastUpdate(name: string): boolean {
  return UPDATED.slice(0, 2).some((pattern) => pattern.test(name));
}

/** The document's own idea of its last update: a metadata line, what the profile looks for, else its newest log entry. */
export function lastUpdatedOf(
  text: string,
  profile: Profile,
  meta: readonly MetaField[],
  log: readonly LogEntry[],
): string | null {
  for (const pattern of UPDATED) {
    for (const field of meta.filter((entry) => pattern.test(entry.name))) {
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
