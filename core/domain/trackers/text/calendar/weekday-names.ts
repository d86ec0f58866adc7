/** Weekdays from Sunday: long and short. A short form of one sign is read in brackets only. */
const WEEKDAYS: Readonly<Record<string, readonly [long: string, short: string]>> = {
  en: ['Sunday Monday Tuesday Wednesday Thursday Friday Saturday', 'Sun Mon Tue Wed Thu Fri Sat'],
  de: ['Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag', 'So Mo Di Mi Do Fr Sa'],
  fr: ['dimanche lundi mardi mercredi jeudi vendredi samedi', 'dim lun mar mer jeu ven sam'],
  es: ['domingo lunes martes miércoles jueves viernes sábado', 'dom lun mar mié jue vie sáb'],
  pt: [
    'domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado',
    'dom seg ter qua qui sex sáb',
  ],
  it: ['domenica lunedì martedì mercoledì giovedì venerdì sabato', 'dom lun mar mer gio ven sab'],
  pl: ['niedziela poniedziałek wtorek środa czwartek piątek sobota', 'niedz pon wt śr czw pt sob'],
  ru: ['воскресенье понедельник вторник среда четверг пятница суббота', 'вс пн вт ср чт пт сб'],
  uk: ['неділя понеділок вівторок середа четвер п’ятниця субота', 'нд пн вт ср чт пт сб'],
  nl: ['zondag maandag dinsdag woensdag donderdag vrijdag zaterdag', 'zo ma di wo do vr za'],
  ja: ['日曜日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日', '日 月 火 水 木 金 土'],
  zh: ['星期日 星期一 星期二 星期三 星期四 星期五 星期六', '周日 周一 周二 周三 周四 周五 周六'],
  ko: ['일요일 월요일 화요일 수요일 목요일 금요일 토요일', '일 월 화 수 목 금 토'],
};

export interface WeekdayName {
  readonly language: string;
  readonly form: 'long' | 'short';
}

const BY_WORD = new Map<string, WeekdayName>();
for (const [form, at] of [['long', 0] as const, ['short', 1] as const]) {
  for (const [language, words] of Object.entries(WEEKDAYS)) {
    for (const word of words[at].split(' ')) {
      const key = word.toLowerCase();
      if (!BY_WORD.has(key)) BY_WORD.set(key, { language, form });
    }
  }
}
for (const word of ['tues', 'weds', 'thur', 'thurs']) BY_WORD.set(word, { language: 'en', form: 'short' });

/** The weekday a word names, with or without a dot at its end. */
export function findWeekday(word: string): WeekdayName | null {
  return BY_WORD.get(word.normalize('NFC').replace(/\.$/u, '').toLowerCase()) ?? null;
}

/** The weekday of an ISO date in the words of a language. */
export function weekdayName(language: string, isoDate: string, form: 'long' | 'short'): string {
  const words = WEEKDAYS[language] ?? WEEKDAYS['en'];
  const day = new Date(`${isoDate}T00:00:00Z`).getUTCDay();
  return words?.[form === 'long' ? 0 : 1].split(' ')[day] ?? '';
}
