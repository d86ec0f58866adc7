import type { LogEntry, MetaField, ParsedSection } from '../model.ts';
import type { Profile } from '../profiles/profile.ts';
import { findDates } from '../text/dates.ts';

/** The first heading, else a `title` field, else the file's name. */
export function titleOf(
  sections: readonly ParsedSection[],
  meta: readonly MetaField[],
  fileName: string,
): string {
  const heading = sections.find((section) => section.level > 0 && section.title !== '');
  const field = meta.find((entry) => entry.name === 'title');
  const base = fileName.replace(/^.*[\\/]/u, '').replace(/\.[^.]+$/u, '');
  return heading?.title ?? field?.value ?? (base === '' ? 'Untitled' : base);
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
