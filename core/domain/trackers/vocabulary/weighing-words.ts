import { comparableText } from '../text/comparable-text.ts';

/** Words beside a status word that turn what it says, by language. */
const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/u).map(comparableText));

/** Before a finished word: it is not finished. */
export const NEGATIVE = words(`
  not non never no without cannot nothing none zero unable should must shall will would could might may needs need yet
  nicht noch nie niemals kein keine keinen muss müssen soll sollte sollen wird werden ohne
  nunca sin debe falta hay pas jamais sans doit reste mai senza deve manca não nunca sem falta
  nie nigdy bez trzeba należy będzie не нет никогда без нужно надо должен должно будет ещё еще предстоит
  لم لا לא không chưa belum tidak`);

/** In front of any word: what it names is not so yet. */
export const DENIED = words('not non nicht pas não nie не');

/** Only in front of all others do these say that something is still to come ("a terminar", "da completare"). */
export const FIRST_ONLY = words('to zu por para à a da do для к');

/** A particle and an infinitive at the end say what is still to be done with it: "neu zu gliedern", "à revoir". */
export const STILL_TO: readonly (readonly [particle: string, infinitive: RegExp])[] = [
  ['zu', /(?:en|eln|ern)$/u],
  ['à', /(?:er|ir|re)$/u],
  ['da', /(?:are|ere|ire)$/u],
  ['por', /(?:ar|er|ir)$/u],
  ['do', /(?:nia|cia)$/u],
];

/** Before a finished word: most of it is. */
export const ALMOST = words(`
  nearly almost half mostly partly partially largely near about
  fast halb teilweise nahezu beinahe größtenteils weitgehend großteils
  casi parcialmente presque quasi partiellement quase prawie częściowo niemal почти частично практически`);

/** Behind a finished word: something about it is still open. */
export const STILL_OPEN = words(`
  pending awaiting awaits waiting but except needs until unless not missing remaining
  aber außer bis ausstehend fehlt wartet pero falta excepto pendiente mais sauf attente manque ma tranne manca mas exceto
  ale oprócz czeka brak но кроме ожидает осталось`);

/** A word that leads from a status to its reason, place or time. */
export const CONNECTING = words(`
  by for until till in on at since with due from because as via after before to into of per and but pending
  von für bis wegen durch seit im am auf mit por para hasta desde en con par pour depuis dans avec sur da per fino con
  desde até em com przez do od w z на до из с по от в`);

/** Scripts that put no blanks between words: what stands around a known word is looked at letter by letter. */
export const UNSPACED = {
  script: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u,
  negative: /未|没|沒|尚|不|非|ない|せん|まだ|無|않|못|안|아직|미(?=$|\s)|전(?=$|\s)/u,
  /** "To be" and "not yet" in front of a verb. */
  stillTo: /^(?:待|未|尚未|还没|還沒)\p{Script=Han}{1,6}$/u,
  almost: /几乎|基本|大致|接近|部分|大部|幾乎|ほぼ|ほとんど|一部|거의|일부|대부분/u,
} as const;
