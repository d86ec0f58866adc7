import { z } from 'zod';

/** What no font shows, or what steers a line; spaces and line ends are seen as a gap. */
const UNSEEN = /(?!(?!\uFEFF)\s)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** What two names that look alike have in common: one composed form, no characters without a width or that steer a line. */
export function visibleName(text: string): string {
  return text
    .replaceAll(UNSEEN, '')
    .normalize('NFC')
    .replaceAll(/[\s\u2800]+/gu, ' ')
    .trim();
}

export const ActorName = z
  .string()
  .max(200)
  .overwrite(visibleName)
  .min(1, 'A name needs a character that can be seen.')
  .max(80);

/** Names that say the same person, however they are typed: also in the wide or ornate letters of the same alphabet. */
export function actorNameKey(name: string): string {
  return visibleName(name).normalize('NFKC').toLowerCase();
}
