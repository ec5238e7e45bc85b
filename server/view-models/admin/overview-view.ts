import type { KnowledgeRecord } from '../../domain/record.ts';
import { pathOf, titleOf } from '../record-view.ts';
import type { Words } from '../words.ts';
import { type AdminMenu, adminMenu } from './menu.ts';

interface Task {
  readonly text: string;
  readonly href: string | null;
  readonly more: readonly { readonly text: string; readonly href: string }[];
}

export interface OverviewView {
  readonly menu: AdminMenu;
  readonly tasks: readonly Task[];
  readonly states: readonly { readonly label: string; readonly text: string; readonly isGood: boolean }[];
  readonly numbers: readonly { readonly label: string; readonly text: string; readonly href: string | null }[];
}

interface Shown {
  readonly reviews: number;
  readonly reports: number;
  readonly mailsFailed: number;
  readonly mailsWaiting: number;
  readonly withoutContact: number;
  readonly examples: readonly KnowledgeRecord[];
  readonly records: { readonly published: number; readonly all: number };
  readonly people: { readonly active: number; readonly closed: number; readonly admins: number; readonly adminsWithoutSecondFactor: number };
  readonly organisations: number;
  readonly textsOpen: number;
  readonly sendsMail: boolean;
  readonly journal: { readonly waiting: number; readonly shelved: number };
  readonly answers: { readonly store: boolean; readonly index: boolean };
}

export function overviewView(shown: Shown, words: Words): OverviewView {
  const task = (name: string, count: number, href: string | null, more: Task['more'] = []): Task[] =>
    count === 0 ? [] : [{ text: words.t(`admin.task.${name}`, { count }), href, more }];
  const state = (name: string, isGood: boolean, text: string) => ({ label: words.t(`admin.state.${name}`), text, isGood });
  const answer = (isGood: boolean): string => words.t(isGood ? 'admin.state.answers' : 'admin.state.silent');
  const number = (name: string, count: number, href: string | null) => ({ label: words.t(`admin.number.${name}`), text: words.number(count), href });
  const { journal, answers, people, records } = shown;
  return {
    menu: adminMenu('overview', words),
    tasks: [
      ...task('reports', shown.reports, '/admin/reports'),
      ...task('reviews', shown.reviews, '/my/records?show=submitted'),
      ...task('texts', shown.textsOpen, '/admin/texts'),
      ...task('mails', shown.mailsFailed, '/admin/mail'),
      ...task('kept', shown.sendsMail ? 0 : shown.mailsWaiting, '/admin/mail'),
      ...task(
        'contacts',
        shown.withoutContact,
        null,
        shown.examples.map((record) => ({ text: titleOf(record), href: pathOf(record) })),
      ),
      ...task('admins', people.admins === 1 ? 1 : 0, '/admin/people'),
      ...task('secondFactor', people.adminsWithoutSecondFactor, '/admin/people'),
      ...task('shelved', journal.shelved, null),
    ],
    states: [
      state('store', answers.store, answer(answers.store)),
      state('index', answers.index, answer(answers.index)),
      state('journal', journal.waiting < MANY_WAITING, words.t('admin.state.waiting', { count: journal.waiting })),
      state('mail', shown.sendsMail, words.t(shown.sendsMail ? 'admin.state.sends' : 'admin.state.keeps')),
    ],
    numbers: [
      number('published', records.published, '/search'),
      number('unpublished', records.all - records.published, null),
      number('organisations', shown.organisations, '/admin/organisations'),
      number('people', people.active, '/admin/people'),
      number('closed', people.closed, null),
    ],
  };
}

const MANY_WAITING = 100;
