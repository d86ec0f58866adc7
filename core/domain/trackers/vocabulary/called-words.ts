import { comparableText } from '../text/comparable-text.ts';
import type { CanonicalState } from './states.ts';

/** What headings call the entries below them, as a thing with a name of its own: "Operator next steps", "Known blockers". */
export const THINGS: Readonly<Partial<Record<CanonicalState, string>>> = {
  planned:
    'next steps|next step|to do|todo|todos|to dos|backlog|icebox|open items|open gaps|open points|' +
    'action items|next actions|follow ups|follow up|checklist|wishlist|nice to have|queue|próximos pasos|' +
    'siguientes pasos|offene punkte|nächste schritte|prochaines étapes|prossimi passi|próximos passos|' +
    'pendências|pendientes|następne kroki|kolejne kroki|планы|в планах|следующие шаги|дальнейшие шаги|бэклог',
  blocked:
    'blockers|blocker|bloqueantes|blocchi|bloccanti|points bloquants|impedimentos|bloqueos|blockaden|blocages|bloqueios|blokady|блокеры',
  done:
    'accomplishments|achievements|what was done|what is done|whats done|what shipped|logros|что сделано|' +
    'что реализовано|что готово',
};

/** What they say of the entries below: "Done", "Recently completed", "Deferred work". */
export const SAID_OF: Readonly<Record<CanonicalState, string>> = {
  planned:
    'next|whats next|what is next|up next|upcoming|pending|open|remaining|not started|not done|planned|' +
    'future|later|deferred|postponed|missing|ready|outstanding|defer|queued|to be done|still to do|' +
    'someday|pendiente|pendientes|por hacer|siguiente|planificado|aplazado|diferido|offen|als nächstes|' +
    'geplant|ausstehend|zu tun|zurückgestellt|verschoben|noch offen|à faire|à venir|prévu|en attente|' +
    'reporté|restant|reste à faire|da fare|in attesa|pianificato|rinviato|rimandato|a fazer|planejado|' +
    'adiado|a seguir|do zrobienia|zaplanowane|odłożone|pozostałe|запланировано|запланированные|' +
    'к выполнению|сделать|осталось|отложено|отложенные|не начато',
  active:
    'in progress|doing|active|ongoing|current|currently working on|working on|now|wip|work in progress|' +
    'under way|underway|in development|started|en curso|en progreso|en proceso|en desarrollo|in arbeit|' +
    'in bearbeitung|laufend|aktuell|en cours|in corso|in lavorazione|em andamento|em progresso|em curso|' +
    'w toku|w trakcie|в работе|в процессе|текущее|текущие|выполняется',
  review:
    'in review|under review|awaiting review|ready for review|to review|to verify|in qa|en revisión|' +
    'in prüfung|en revue|in revisione|em revisão|w recenzji|на проверке|на ревью',
  blocked:
    'blocked|on hold|waiting|waiting for|stuck|paused|bloqueado|bloqueados|blockiert|bloqué|bloqués|' +
    'bloccato|bloccati|zablokowane|заблокировано|на паузе',
  done:
    'done|completed|complete|finished|shipped|delivered|accomplished|achieved|resolved|closed|' +
    'already done|released|implemented|published|launched|landed|merged|listo|listos|hecho|hechos|completado|completados|terminado|terminados|' +
    'finalizado|erledigt|erledigtes|fertig|abgeschlossen|umgesetzt|geliefert|ausgeliefert|veröffentlicht|fait|faits|livré|livrés|livrée|livrées|publié|terminé|terminés|réalisé|' +
    'achevé|fatto|completato|completati|finito|consegnato|consegnati|rilasciato|entregado|entregados|publicado|implementado|lançado|lançados|entregue|entregues|feito|concluído|concluídos|finalizados|zrobione|ukończone|' +
    'gotowe|zakończone|dostarczone|wydane|готово|выпущено|сделано|выполнено|реализовано|завершено|завершённые|завершенные|закрыто',
  locked: 'signed off',
  dropped:
    'cancelled|canceled|dropped|rejected|abandoned|descoped|wont do|cancelado|cancelados|descartado|' +
    'descartados|verworfen|gestrichen|abgelehnt|annulé|abandonné|annullato|scartato|abbandonato|' +
    'descartadas|anulowane|porzucone|odrzucone|отменено|отклонено',
};

/** The same in scripts without blanks between words, where it begins or ends the heading. */
export const SAID_UNSPACED: Readonly<Record<CanonicalState, string>> = {
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
export const WORK = wordSet(`
  work items item tasks task todos todo steps step features feature things issues issue tickets stories epics goals objectives
  milestones milestone phases phase deliverables actions action improvements enhancements ideas plans plan changes
  requirements points gaps week month quarter sprint iteration release version session up list priorities immediate
  concerns this now soon
  aufgaben punkte arbeiten schritte themen funktionen meilensteine woche monat tareas pasos hitos puntos funciones
  inmediato inmediatos trabajos semana mes tâches étapes fonctions jalons points semaine mois attività compiti passi
  settimana mese tarefas passos etapas pontos zadania kroki etapy punkty funkcje tydzień miesiąc задачи шаги этапы пункты
  работы функции неделя месяц дела`);

/** What may stand before such a word without making another sense: "Already done", "What is still missing", "Phase 2 deferred". */
export const BEFORE = wordSet(`
  whats weve ive we have recently already currently now just key major main notable recommended suggested proposed immediate known our my the all
  other still not yet list of what is are was been has have been optional possible planned phase version release milestone
  sprint week day part status bereits noch schon aktuell derzeit kürzlich ya aún todavía recientemente lo déjà encore
  récemment già ancora recentemente já ainda recentemente już jeszcze ostatnio уже ещё еще недавно что`);

/** Said as an order to do so where more words follow: "Complete phase 1". */
export const ALSO_ORDERS = wordSet('complete');

/** Parts of a document, whatever sign decorates their heading: they name no work. */
export const DOCUMENT_PARTS = wordSet(`
  problem changes description details schedule changelog links contact support prohibited forbidden allowed avoid do dont
  dos donts good bad correct incorrect right wrong example examples
  问题描述 問題描述 问题 变更内容 變更內容 禁止 禁止事项 允许 推荐 不推荐 示例 詳細 変更内容 例 금지 예시 문제 설명 verboten erlaubt beispiel
  beispiele problembeschreibung interdit autorisé exemple exemples prohibido permitido ejemplo ejemplos proibido exemplo
  vietato esempio zakazane przykład запрещено пример описание проблема
  conclusion conclusions summary overview introduction background notes appendix references contents architecture
  installation usage commands contributing license faq glossary limitations
  fazit zusammenfassung überblick einleitung conclusión resumen introducción résumé aperçu conclusione riepilogo panoramica
  conclusão resumo podsumowanie przegląd заключение итоги обзор введение архитектура 总结 概述 结论 架构 まとめ 概要 결론 요약 개요`);

/** With one of these a heading speaks about the words or of something else than the work below it. */
export const OTHER_SUBJECT = wordSet(`
  definition criteria criterion when how why if decision decisions question questions legend key notes note rationale
  status statuses state states risks risk lessons learned assumptions readiness rules policy
  definición criterios decisiones leyenda notas definition kriterien entscheidungen legende notizen définition critères
  décisions légende criteri decisioni legenda critérios decisões kryteria decyzje критерии решения легенда заметки`);
export const OTHER_SUBJECT_UNSPACED = /标准|条件|定义|决定|说明|图例|基準|定義|条件|凡例|기준|정의|결정/u;

/** What orders the work without saying anything of it: spans of time and priorities. */
export const GROUPS = wordSet(`
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
export const GROUPS_UNSPACED =
  /^(?:[本这這下上今来次第一二两兩三四五六\d]*[个個か]?(?:周|週|月|季度|四半期|年|天|日|주|개월|분기)(?:间|間)?(?:以?[后後内內]|후|내)?|[短中长長]期|단기|중기|장기|(?:高|中|低|最高)?(?:优先级|優先級|優先度|우선순위)(?:高|中|低)?|其他|その他|기타)$/u;

function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/u).map(comparableText));
}
