/** Month words by language; English first, so that a word two languages share reads as English. */
const LONG: Readonly<Record<string, readonly string[]>> = {
  en: words('January February March April May June July August September October November December'),
  de: words('Januar Februar März April Mai Juni Juli August September Oktober November Dezember'),
  es: words('enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'),
  fr: words('janvier février mars avril mai juin juillet août septembre octobre novembre décembre'),
  it: words('gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'),
  pt: words('janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro'),
  nl: words('januari februari maart april mei juni juli augustus september oktober november december'),
  ru: words('января февраля марта апреля мая июня июля августа сентября октября ноября декабря'),
  uk: words('січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня'),
  pl: words(
    'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
  ),
};

const SHORT: Readonly<Record<string, readonly string[]>> = {
  en: words('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'),
};

export interface MonthName {
  readonly language: string;
  readonly number: number;
  readonly form: 'long' | 'short';
}

const BY_WORD = new Map<string, MonthName>();
for (const [form, table] of [['long', LONG] as const, ['short', SHORT] as const]) {
  for (const [language, names] of Object.entries(table)) {
    names.forEach((name, index) => {
      const key = name.toLowerCase();
      if (!BY_WORD.has(key)) BY_WORD.set(key, { language, number: index + 1, form });
    });
  }
}

/** The month a word names, with or without a dot at its end. */
export function findMonth(word: string): MonthName | null {
  return BY_WORD.get(word.replace(/\.$/u, '').toLowerCase()) ?? null;
}

/** Writes month 1..12; a language without short names gets its long ones. */
export function monthName(language: string, month: number, form: 'long' | 'short'): string {
  const table = form === 'short' ? (SHORT[language] ?? LONG[language]) : LONG[language];
  return table?.[month - 1] ?? LONG['en']?.[month - 1] ?? '';
}

function words(list: string): readonly string[] {
  return list.split(' ');
}
