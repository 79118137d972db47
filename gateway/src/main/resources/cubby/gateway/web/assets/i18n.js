// Chinese and English: the browser's language first, the person's choice remembered.
import { words as shared } from './words.js';

const tables = { zh: Object.assign({}, shared.zh), en: Object.assign({}, shared.en) };
let language = 'en';
try {
  language = localStorage.getItem('cubby.language') || '';
} catch (storageForbidden) {
  language = '';
}
if (!tables[language]) language = /^zh/i.test(navigator.language || '') ? 'zh' : 'en';

/** Adds a page's own words. */
export function speak(words) {
  Object.assign(tables.zh, words.zh);
  Object.assign(tables.en, words.en);
}

export const current = () => language;

/** The text of a key in the current language, with {name} filled in. */
export function t(key, values) {
  const text = tables[language][key];
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (all, name) => (values && name in values ? values[name] : all));
}

export const known = key => key in tables.en;

/** Sets the language for now and next time. */
export function choose(next) {
  language = next;
  try {
    localStorage.setItem('cubby.language', next);
  } catch (storageForbidden) {
    // Private mode: the choice holds for this page only.
  }
}

/** A moment as people here write it: today the time alone, else with the day. */
export function moment(iso) {
  const date = new Date(iso);
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  if (date.toDateString() !== new Date().toDateString()) {
    Object.assign(options, { month: 'short', day: 'numeric' });
  }
  return date.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', options);
}
