import { comparableText } from '../text/comparable-text.ts';
import { isFinished } from './states.ts';
import { isTableWord, recogniseWord } from './vocabulary.ts';

/** What spreadsheets and people write where a box is ticked or not, beside the words and signs of states. */
const TICKED = words(
  '1|true|on|checked|ticked|√|☒|wahr|vrai|verdadero|verdadeiro|vero|prawda|истина|істина|真|참|waar|sant|sand|pravda|tosi|igaz|doğru|ja|oui|sí|si|sim|sì|tak|так|はい|是|有|예|네|evet',
);
const OPEN = words(
  '|0|-|–|—|false|off|unchecked|unticked|falsch|faux|falso|fałsz|ложь|хибність|假|거짓|onwaar|falskt|falsk|nepravda|epätosi|hamis|yanlış|nein|non|não|nie|нет|ні|いいえ|否|无|無|아니요|아니오|nee|nej|hayır',
);

/** Whether a text says that a box is ticked; null when it says neither, or something between. */
export function readTick(text: string): boolean | null {
  const plain = comparableText(text);
  if (TICKED.has(plain)) return true;
  if (OPEN.has(plain)) return false;
  const state = isTableWord(text) ? recogniseWord(text)?.state : undefined;
  if (state === undefined) return null;
  return isFinished(state) ? true : state === 'planned' ? false : null;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split('|').map(comparableText));
}
