import { comparableText } from '../text/comparable-text.ts';
import { withoutMarks } from './marks.ts';
import type { CanonicalState } from './states.ts';
import { CONNECTING } from './weighing-words.ts';

/** What a heading or the line above a list calls the entries below it, by state. */
const CALLED: Readonly<Record<CanonicalState, string>> = {
  planned:
    'next steps|next step|next|whats next|what is next|up next|upcoming|to do|todo|todos|to dos|backlog|icebox|pending|open|open items|open gaps|open points|remaining|not started|not done|planned|future|later|deferred|postponed|missing|ready|outstanding|action items|next actions|follow ups|follow up|defer|checklist|wishlist|nice to have|queue|queued|to be done|still to do|someday|' +
    'pendiente|pendientes|por hacer|próximos pasos|siguientes pasos|siguiente|planificado|aplazado|diferido|offen|offene punkte|nächste schritte|als nächstes|geplant|ausstehend|zu tun|zurückgestellt|verschoben|noch offen|' +
    'à faire|prochaines étapes|à venir|prévu|en attente|reporté|restant|reste à faire|da fare|prossimi passi|in attesa|pianificato|rinviato|rimandato|a fazer|próximos passos|pendências|planejado|adiado|a seguir|' +
    'do zrobienia|następne kroki|kolejne kroki|zaplanowane|odłożone|pozostałe|планы|в планах|следующие шаги|дальнейшие шаги|запланировано|запланированные|к выполнению|сделать|осталось|отложено|отложенные|бэклог|не начато',
  active:
    'in progress|doing|active|ongoing|current|currently working on|working on|now|wip|work in progress|under way|underway|in development|started|' +
    'en curso|en progreso|en proceso|en desarrollo|in arbeit|in bearbeitung|laufend|aktuell|en cours|in corso|in lavorazione|em andamento|em progresso|em curso|w toku|w trakcie|в работе|в процессе|текущее|текущие|выполняется',
  review:
    'in review|under review|awaiting review|ready for review|to review|to verify|in qa|en revisión|in prüfung|en revue|in revisione|em revisão|w recenzji|на проверке|на ревью',
  blocked:
    'blocked|blockers|blocker|on hold|waiting|waiting for|stuck|paused|bloqueado|bloqueados|bloqueos|blockiert|blockaden|bloqué|bloqués|blocages|bloccato|bloccati|bloqueios|zablokowane|blokady|заблокировано|блокеры|на паузе',
  done:
    'done|completed|complete|finished|shipped|delivered|accomplished|accomplishments|achievements|achieved|resolved|closed|already done|released|what was done|what is done|whats done|what shipped|implemented|' +
    'hecho|hechos|completado|completados|terminado|terminados|finalizado|logros|erledigt|erledigtes|fertig|abgeschlossen|umgesetzt|fait|faits|terminé|terminés|réalisé|achevé|fatto|completato|completati|finito|feito|concluído|concluídos|finalizados|' +
    'zrobione|ukończone|gotowe|zakończone|готово|сделано|выполнено|реализовано|что сделано|что реализовано|что готово|завершено|завершённые|завершенные|закрыто',
  locked: 'signed off',
  dropped:
    'cancelled|canceled|dropped|rejected|abandoned|descoped|wont do|' +
    'cancelado|cancelados|descartado|descartados|verworfen|gestrichen|abgelehnt|annulé|abandonné|annullato|scartato|abbandonato|descartadas|anulowane|porzucone|odrzucone|отменено|отклонено',
};

/** The same in scripts without blanks between words, where it begins or ends the heading. */
const CALLED_UNSPACED: Readonly<Record<CanonicalState, string>> = {
  planned:
    '下一步|下周|下个月|后续|待办|待处理|待完成|待开始|未完成|未开始|计划中|接下来|推迟|延期|下週|後續|待辦|待處理|規劃中|今後|次の|次回|残り|未着手|未対応|未完了|予定|やること|保留中|다음 단계|할 일|할일|예정|남은|백로그|향후|대기',
  active: '进行中|正在进行|开发中|当前任务|進行中|開發中|作業中|対応中|着手中|진행 중|진행중|작업 중',
  review: '审核中|评审中|待审核|レビュー中|レビュー待ち|검토 중|審核中',
  blocked: '阻塞|受阻|卡住|ブロック中|ブロッカー|차단|보류|暫停',
  done: '已完成|已解决|已发布|已交付|完成事项|完成的|完了|完成済み|実装済み|対応済み|완료|완료됨|완료된|已交付|已解決|已發布',
  locked: '',
  dropped: '已取消|已放弃|取消|中止|見送り|취소|제외',
};

/** What is done, in the plural a heading uses. */
const WORK = wordSet(`
  work items item tasks task todos todo steps step features feature things issues issue tickets stories epics goals objectives
  milestones milestone phases phase deliverables actions action improvements enhancements ideas plans plan changes
  requirements points gaps week month quarter sprint iteration release version session up list priorities immediate
  concerns this now soon
  aufgaben punkte arbeiten schritte themen funktionen meilensteine woche monat tareas pasos hitos puntos funciones
  inmediato inmediatos trabajos semana mes tâches étapes fonctions jalons points semaine mois attività compiti passi
  settimana mese tarefas passos etapas pontos zadania kroki etapy punkty funkcje tydzień miesiąc задачи шаги этапы пункты
  работы функции неделя месяц дела`);

/** With one of these a heading speaks about the words or of something else than the work below it. */
const OTHER_SUBJECT = wordSet(`
  definition criteria criterion when how why if decision decisions question questions legend key notes note rationale
  status statuses state states risks risk lessons learned assumptions readiness rules policy
  definición criterios decisiones leyenda notas definition kriterien entscheidungen legende notizen définition critères
  décisions légende criteri decisioni legenda critérios decisões kryteria decyzje критерии решения легенда заметки`);
const OTHER_SUBJECT_UNSPACED = /标准|条件|定义|决定|说明|图例|基準|定義|条件|凡例|기준|정의|결정/u;

const SAID = new Map<string, CanonicalState>();
const UNSPACED: (readonly [string, CanonicalState])[] = [];
for (const state of ['planned', 'active', 'review', 'blocked', 'done', 'locked', 'dropped'] as const) {
  for (const phrase of CALLED[state].split('|')) SAID.set(comparableText(phrase).replaceAll('-', ' '), state);
  for (const phrase of CALLED_UNSPACED[state].split('|')) if (phrase !== '') UNSPACED.push([phrase, state]);
}
/** The longest first: 未完成 says something else than 完成. */
UNSPACED.sort((a, b) => b[0].length - a[0].length);

const LONGEST_TITLE = 70;
const MOST_BEFORE = 3;

export interface StatedBelow {
  readonly state: CanonicalState;
  readonly deferred: boolean;
}

/** The state a heading or an introduction gives what stands below it; null where it gives none. */
export function statedBelow(title: string): StatedBelow | null {
  if (title.length > LONGEST_TITLE) return null;
  const plain = comparableText(withoutMarks(title))
    .replace(/^[\d.)\s]+(?=\p{L})/u, '')
    .replace(/[*_`"“”'’]/gu, '');
  const head = plain.replace(/\s*(?:[([{（].*|[:：]\s*)$/u, '').trim();
  const state = spacedState(head) ?? unspacedState(head);
  return state === null ? null : { state, deferred: state === 'planned' && DEFERRED.test(head) };
}

const DEFERRED =
  /deferred|postponed|later|someday|aplazad|diferid|zurückgestellt|verschoben|reporté|rinviat|rimandat|adiad|odłożon|отложен|推迟|延期|見送り/u;

function spacedState(head: string): CanonicalState | null {
  const words = head.split(/[\s/,&+·|-]+/u).filter((word) => word !== '');
  if (words.some((word) => OTHER_SUBJECT.has(word))) return null;
  for (let from = 0; from <= Math.min(MOST_BEFORE, words.length - 1); from += 1) {
    if (from > 0 && CONNECTING.has(words[from - 1] ?? '')) return null;
    for (let count = Math.min(4, words.length - from); count > 0; count -= 1) {
      const state = SAID.get(words.slice(from, from + count).join(' '));
      if (state !== undefined && endsThere(head, words, from, count)) return state;
    }
  }
  return null;
}

/** Behind the state come at most the words for work, another state, or a part that says where or why. */
function endsThere(head: string, words: readonly string[], from: number, count: number): boolean {
  for (let at = from + count; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (CONNECTING.has(word)) return true;
    if (!WORK.has(word) && !SAID.has(word)) return /[:—–]/u.test(head.slice(0, head.indexOf(word, 1)));
  }
  return true;
}

function unspacedState(head: string): CanonicalState | null {
  if (!/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(head)) return null;
  if (head.length > 16 || OTHER_SUBJECT_UNSPACED.test(head)) return null;
  return UNSPACED.find(([phrase]) => head.startsWith(phrase) || head.endsWith(phrase))?.[1] ?? null;
}

/** What orders the work without saying anything of it: spans of time and priorities. */
const GROUPS = wordSet(`
  short medium mid long near term short-term medium-term mid-term long-term immediate immediately today tomorrow this next
  week weeks month months quarter quarters year years day days sprint sprints q1 q2 q3 q4 h1 h2 late early high higher
  medium low lower highest lowest top normal critical urgent important must should could have nice to priority priorities
  p0 p1 p2 p3 p4 tier level optional required other others misc miscellaneous general in within the
  kurzfristig mittelfristig langfristig sofort heute diese nächste woche wochen monat monate quartal jahr hohe mittlere
  niedrige priorität sonstiges allgemein court moyen long terme immédiat semaine mois trimestre année haute moyenne basse
  priorité autres corto medio largo plazo inmediato semana mes trimestre año alta media baja prioridad otros breve lungo
  termine settimana mese trimestre anno priorità altro curto médio longo prazo imediato mês ano média baixa prioridade
  outros krótkoterminowe średnioterminowe długoterminowe pilne tydzień miesiąc kwartał rok wysoki średni niski priorytet
  inne краткосрочные среднесрочные долгосрочные срочно неделя недели месяц месяца квартал год высокий средний низкий
  приоритет прочее общее`);
const GROUPS_UNSPACED =
  /^(?:[本这這下上今来次第一二两兩三四五六\d]*[个個か]?(?:周|週|月|季度|四半期|年|天|日|주|개월|분기)(?:间|間)?(?:以?[后後内內]|후|내)?|[短中长長]期|단기|중기|장기|(?:高|中|低|最高)?(?:优先级|優先級|優先度|우선순위)(?:高|中|低)?|其他|その他|기타)$/u;

/** Whether a heading only groups what its parent names: "Short term", "High priority", "Week 2". */
export function groupsOnly(title: string): boolean {
  const head = comparableText(withoutMarks(title))
    .replace(/\s*[([{（].*$/u, '')
    .replace(/[*_`:：]/gu, '')
    .trim();
  const words = head.split(/[\s/,&+·–—.]+/u).filter((word) => word !== '');
  if (words.length === 0 || words.length > 6) return false;
  return (
    words.every((word) => GROUPS.has(word) || /^\d+$/u.test(word)) || GROUPS_UNSPACED.test(words.join(''))
  );
}

function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/u).map(comparableText));
}

const LEGEND =
  /^(?:(?:status|symbol|icon|mark(?:er)?)\s+)?(?:legend|key|keys|meanings?)$|^(?:status|state|symbol|icon)s?\s+(?:key|legend|definitions?|values|codes|icons|meanings?|vocabulary)$|leyenda|legende|légende|leggenda|legenda|легенда|обозначения|图例|圖例|凡例|범례|^(?:状态|狀態|ステータス|상태)(?:の)?(?:标记|標記|说明|說明|マーク|説明|意味|표시)/u;

/** Whether a heading or an introduction announces what signs or words mean. */
export function announcesLegend(title: string): boolean {
  return LEGEND.test(
    comparableText(withoutMarks(title))
      .replace(/[*_`:：]/gu, '')
      .replace(/^[\d.)\s]+/u, '')
      .trim(),
  );
}
