import { comparableText } from '../text/comparable-text.ts';

/** Words beside a status word that turn what it says, by language. */
const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/u).map(comparableText));

/** Before a finished word: it is not finished. */
export const NEGATIVE = words(`
  not non never no without cannot nothing none zero unable should must shall will would could might may needs need yet
  nicht noch nie niemals kein keine keinen muss müssen soll sollte sollen wird werden ohne
  nunca sin debe falta hay pas jamais sans doit reste mai senza deve manca não nunca sem falta
  nie nigdy bez trzeba należy będzie не нет никогда без нужно надо должен должно будет ещё еще предстоит
  niet nog geen nooit zonder moet ikke ikkje inte ej ingen ingenting ei nem nu není ne değil henüz δεν
  لم لا לא không chưa belum tidak`);

/** In front of any word: what it names is not so yet. */
export const DENIED = words('not non nicht pas não nie не niet ikke ikkje inte ej ei nem není ne δεν');

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
  aber jedoch außer bis ausstehend fehlt fehlen wartet pero falta excepto pendiente mais sauf attente manque ma tranne manca mas exceto
  ale oprócz czeka brak но однако кроме ожидает ждёт ждет осталось maar behalve wacht men utom unntatt odottaa mutta`);

/** In front of what a remark says, changing nothing about it: "but now blocked". */
export const LEADING = words(`
  but however though yet still now then currently again is are later and also
  aber jedoch doch noch jetzt nun dann wieder ist und pero aunque ahora está y mais cependant toutefois encore maintenant est et
  ma però ancora ora è e mas porém ainda agora é ale jednak jeszcze teraz jest i но однако ещё еще теперь снова и
  maar echter nog nu is en men ennå nu är er og och але ще`);

/** In front of an open word: it was so before, or there is none of it. */
export const NO_LONGER = words(`
  was were been unblocked previously formerly earlier before originally once un no none nothing without never zero longer
  war waren vorher zuvor früher ehemals ohne keine kein nicht mehr estaba antes sin ningún era prima senza nessun était avant sans aucun
  estava sem był była było wcześniej bez был была было ранее раньше нет без не was waren eerder zonder geen`);

/** A remark that is nothing but a refusal: "Done: no". */
export const REFUSALS: ReadonlySet<string> = new Set(
  'no|n|not yet|not really|nope|false|nein|noch nicht|non|pas encore|todavía no|aún no|non ancora|não|ainda não|nie|jeszcze nie|нет|ещё нет|еще нет|пока нет|ні|ще ні|nee|nog niet|nei|nej|ikke ennå|inte än|ei|nem|ne|hayır|否|没有|还没|まだ|いいえ|아니요|아직'
    .split('|')
    .map(comparableText),
);

/** What was finished is open again. */
export const OPEN_AGAIN: ReadonlySet<string> = new Set(
  'reopened|re opened|reverted|rolled back|backed out|undone|regressed|redo|needs rework|rework|revoked|widerrufen|revocado|révoqué|revocato|revogado|отозвано|rejected in review|wieder geöffnet|wiedereröffnet|wieder offen|zurückgerollt|rückgängig gemacht|nacharbeit|reabierto|reabierta|revertido|revertida|rouvert|rouverte|réouvert|annulé|riaperto|riaperta|annullato|reaberto|reaberta|ponownie otwarte|otwarte ponownie|cofnięte|wycofane|переоткрыто|переоткрыта|переоткрыт|открыто снова|снова открыто|откачено|откатили|на доработке|на доработку|відкрито знову|heropend|teruggedraaid|gjenåpnet|återöppnad|genåbnet|yeniden açıldı|重新打开|已回滚|回滚|返工|差し戻し|再オープン|再開|재오픈|다시 열림|롤백'
    .split('|')
    .map(comparableText),
);

/** Between "ready" and what it is ready for. */
export const READY_FOR = words('for to für zur zum zu para per pour à voor do к для до klar til till');
/** Words that say finished, and ready for the next step too. */
export const READY_TOO = words(`
  fertig bereit klaar gereed listo lista pronto pronta prêt prête gotowe gotowy gotowa готово готов готова готовы klar klart valmis hazır`);
/** Between a finished word and the day it is wanted by. */
export const BY_DAY = words(
  'by until till before bis vor hasta para antes avant pour d’ici entro até do przed до к tegen voor innen til till senast',
);

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
  waiting: /待|等|대기|남음|残/u,
  almost: /几乎|基本|大致|接近|部分|大部|幾乎|ほぼ|ほとんど|一部|거의|일부|대부분/u,
} as const;
