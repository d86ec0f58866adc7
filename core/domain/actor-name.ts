import { z } from 'zod';

/** What two names that look alike have in common: one composed form, no characters without a width or that steer a line. */
export function visibleName(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}\u{FE00}-\u{FE0F}]/gu, '')
    .trim();
}

export const ActorName = z
  .string()
  .max(200)
  .overwrite(visibleName)
  .min(1, 'A name needs a character that can be seen.')
  .max(80);

/** Names that say the same person, however they are typed. */
export function actorNameKey(name: string): string {
  return visibleName(name).toLowerCase();
}
