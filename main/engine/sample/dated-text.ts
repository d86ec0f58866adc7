/** A placeholder's day: `{{day-30}}`, `{{day+14|long}}`, `{{day}}`. */
const PLACEHOLDER = /\{\{day(?:([+-])(\d{1,4}))?(?:\|(iso|long))?\}\}/g;

const DAY_MS = 86_400_000;

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** The sample's sources name days relative to `today` (`2026-11-20`); this writes them out. */
export function datedText(source: string, today: string): string {
  return source.replace(
    PLACEHOLDER,
    (_whole, sign: string | undefined, days: string | undefined, form: string | undefined) => {
      const offset = days === undefined ? 0 : Number(days) * (sign === '-' ? -1 : 1);
      const date = new Date(Date.parse(`${today}T00:00:00Z`) + offset * DAY_MS);
      return form === 'long'
        ? `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`
        : date.toISOString().slice(0, 10);
    },
  );
}
