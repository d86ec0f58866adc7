import { comparableText } from '../text/comparable-text.ts';

/** Headings over a table or list that tells in short of what has sections of its own. */
const SUMMARY: readonly string[] = [
  'summary|overview|at a glance|status|progress|snapshot|dashboard|roadmap|timeline',
  'zusammenfassung|übersicht|überblick|stand|fortschritt|zeitplan',
  "résumé|aperçu|vue d'ensemble|état|avancement|calendrier",
  'resumen|vista general|estado|progreso|cronograma',
  'resumo|visão geral|andamento|progresso',
  'riepilogo|panoramica|stato|avanzamento',
  'podsumowanie|przegląd|postęp|harmonogram',
  'сводка|обзор|статус|прогресс|план-график',
  '摘要|总览|概览|概要|进度|状态|一覧|サマリー|進捗|状況',
  '요약|개요|현황|진행',
].flatMap((words) => words.split('|'));

/** Scripts that put no blanks between words: such a word may stand anywhere in a heading. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;

/** Whether a heading announces a summary ("Phase overview", "Status at a glance"). */
export function namesSummary(heading: string): boolean {
  const text = comparableText(heading).replaceAll('’', "'");
  const spaced = ` ${text.replace(/[^\p{L}\p{M}\p{N}'-]+/gu, ' ').trim()} `;
  return SUMMARY.some((word) => (UNSPACED.test(word) ? text.includes(word) : spaced.includes(` ${word} `)));
}
