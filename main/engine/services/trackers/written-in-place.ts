import type { InPlaceReason } from '../../../../node/files/write-in-place.ts';

/** What a new file in place of the old one would take away, in words that follow the file's name. */
export const WHY_IN_PLACE: Readonly<Record<InPlaceReason, string>> = {
  names: 'it has another name (a hard link), which has the edit too',
  attributes: 'it has an access list, extended attributes or file flags, which stay',
  owner: 'it has an owner, group or mode that a new file could not have',
  mount: 'its name is a mount point, which can go to no other file',
  folder: 'its folder takes no new file in its place',
};

/** Said once of a file, when it comes to be so (docs/adr/0018-what-a-replaced-file-keeps.md). */
export function writtenInPlace(because: InPlaceReason): string {
  return `Written into the file that was there instead of replacing it: ${WHY_IN_PLACE[because]}.`;
}
