interface MonthWords {
  /** As written beside a day. */
  readonly long: string;
  readonly short: string;
  /** Read as well, by month: standing alone, other abbreviations; `-` for none. */
  readonly also?: string;
}

/** Month words by language; English first, so that a word two languages share reads as English. */
const MONTHS: Readonly<Record<string, MonthWords>> = {
  en: {
    long: 'January February March April May June July August September October November December',
    short: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
    also: '- - - - - - - - Sept - - -',
  },
  de: {
    long: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
    short: 'Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez',
    also: 'Jänner|Jän Feber Mrz|Maerz - - - - - Sept - - -',
  },
  fr: {
    long: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
    short: 'janv févr mars avr mai juin juil août sept oct nov déc',
    also: '- fév - - - - - - - - - -',
  },
  es: {
    long: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
    short: 'ene feb mar abr may jun jul ago sept oct nov dic',
    also: '- - - - - - - - setiembre|sep - - -',
  },
  pt: {
    long: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
    short: 'jan fev mar abr mai jun jul ago set out nov dez',
  },
  it: {
    long: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
    short: 'gen feb mar apr mag giu lug ago set ott nov dic',
    also: '- febbr - - - - - - sett - - -',
  },
  pl: {
    long: 'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
    short: 'sty lut mar kwi maj cze lip sie wrz paź lis gru',
    also: 'styczeń luty marzec kwiecień - czerwiec lipiec sierpień wrzesień październik listopad grudzień',
  },
  ru: {
    long: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
    short: 'янв февр мар апр мая июн июл авг сент окт нояб дек',
    also: 'январь|январе февраль|фев|феврале март|марте апрель|апреле май|мае июнь|июне июль|июле август|августе сентябрь|сен|сентябре октябрь|октябре ноябрь|ноя|ноябре декабрь|декабре',
  },
  uk: {
    long: 'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня',
    short: 'січ лют бер кві тра чер лип сер вер жов лис гру',
    also: 'січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень',
  },
  nl: {
    long: 'januari februari maart april mei juni juli augustus september oktober november december',
    short: 'jan feb mrt apr mei jun jul aug sep okt nov dec',
  },
};

export interface MonthName {
  readonly language: string;
  readonly number: number;
  readonly form: 'long' | 'short';
}

const BY_WORD = new Map<string, MonthName[]>();
for (const [language, words] of Object.entries(MONTHS)) {
  for (const form of ['long', 'short', 'also'] as const) {
    for (const [index, month] of (words[form]?.split(' ') ?? []).entries()) {
      for (const word of month.split('|')) addWord(language, index + 1, word, form);
    }
  }
}

function addWord(language: string, number: number, word: string, form: keyof MonthWords): void {
  if (word === '-') return;
  // Other forms are written in the usual one of their length.
  const written = form === 'also' ? (word.length > 4 ? 'long' : 'short') : form;
  const known = BY_WORD.get(folded(word)) ?? [];
  known.push({ language, number, form: written });
  BY_WORD.set(folded(word), known);
}

/** The month a word names, with or without a dot at its end; `likely` are the languages to take it from first. */
export function findMonth(word: string, likely: readonly string[] = []): MonthName | null {
  const known = BY_WORD.get(folded(word.replace(/\.$/u, '')));
  return known?.find((month) => likely.includes(month.language)) ?? known?.[0] ?? null;
}

/** Writes month 1..12. */
export function monthName(language: string, month: number, form: 'long' | 'short'): string {
  const words = MONTHS[language] ?? MONTHS['en'];
  return words?.[form].split(' ')[month - 1] ?? '';
}

/** Accents are often left out, so they tell no month from another. */
function folded(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
