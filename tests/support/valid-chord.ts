import { parseChord } from '../../renderer/ui/keys/shortcuts.ts';

const Modifiers = ['$mod', 'Control', 'Meta', 'Alt', 'Shift'];

/** True when every press has a key and only known modifiers. */
export function isValidChord(keys: string): boolean {
  const chord = parseChord(keys);
  return (
    chord.length > 0 &&
    chord.every(
      (press) => press.key !== '' && press.modifiers.every((modifier) => Modifiers.includes(modifier)),
    )
  );
}
