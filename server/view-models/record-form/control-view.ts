import type { Field, ListField, ScalarField } from '../../domain/content/field.ts';
import { VOCABULARIES, type VocabularyName } from '../../domain/content/vocabularies.ts';
import type { Words } from '../words.ts';
import type { ControlView, FormState, LineView, ListView, OptionView, RowButton } from './control.ts';
import { rowsTyped } from './rows.ts';
import { rowName, textOf } from './typed.ts';

// As many as one sees at a glance; more are chosen from a list.
const MOST_BUTTONS = 8;
const SHORT_TEXT = 60;
const LONG_TEXT = 160;
const TALL = 4_000;

/** A field of any kind, with what was typed and what is wrong with it. */
export function controlView(field: Field, form: FormState): ControlView {
  const { name } = field;
  switch (field.kind) {
    case 'choices': {
      const choices = optionsOf(name, field.vocabulary, form);
      return { ...base(name, field, form), id: `${idOf(name)}-1`, options: { isMany: true, isColumns: choices.length > MOST_BUTTONS, choices } };
    }
    case 'texts':
      return { ...base(name, field, form), area: { rows: 4, value: textOf(form.typed, name), isMarkdown: false } };
    case 'group': {
      const group = field.fields.map((inner) => scalarControl(`${name}.${inner.name}`, inner, form, false));
      return { ...base(name, field, form), id: group[0]?.id ?? idOf(name), problem: exactProblem(name, form), group };
    }
    case 'list':
      return { ...base(name, field, form), id: idOf(name), problem: exactProblem(name, form), list: listView(field, form) };
    default:
      return scalarControl(name, field, form, true);
  }
}

function scalarControl(name: string, field: ScalarField, form: FormState, isRoomy: boolean): ControlView {
  const view = base(name, field, form);
  const value = textOf(form.typed, name);
  const line = (type: LineView['type'], inputMode: LineView['inputMode'], isShort = false) => ({
    ...view,
    line: { type, inputMode, value, isShort, offers: null },
  });
  switch (field.kind) {
    case 'prose':
    case 'markdown': {
      const rows = field.kind === 'markdown' ? 12 : field.max >= TALL ? 6 : 3;
      return { ...view, area: { rows, value, isMarkdown: field.kind === 'markdown' } };
    }
    case 'text':
      if (field.max > LONG_TEXT && isRoomy) return { ...view, area: { rows: 2, value, isMarkdown: false } };
      return line('text', 'text', field.max <= SHORT_TEXT);
    case 'number':
      return line('text', 'decimal', true);
    case 'when':
      return line('text', 'text', true);
    case 'url':
    case 'iri':
      return line('url', 'url');
    case 'email':
      return line('email', 'email');
    case 'flag':
      return { ...view, flag: { isChosen: value === 'yes' } };
    case 'term': {
      const labels = VOCABULARIES[field.vocabulary].map((code) => form.words.label(field.vocabulary, code));
      return { ...view, line: { type: 'text', inputMode: 'text', value, isShort: false, offers: { id: `${view.id}-vorschlag`, labels } } };
    }
    case 'choice': {
      const choices = optionsOf(name, field.vocabulary, form);
      if (!isRoomy || choices.length > MOST_BUTTONS) return { ...view, select: choices };
      const none = { id: `${view.id}-0`, code: '', label: form.words.t('common.notStated'), isChosen: value === '' };
      return { ...view, id: `${view.id}-1`, options: { isMany: false, isColumns: false, choices: field.required === true ? choices : [...choices, none] } };
    }
  }
}

function listView(field: ListField, form: FormState): ListView {
  const { name } = field;
  const typedRows = rowsTyped(field, form.typed);
  const rows = Math.max(typedRows, field.required === true ? 1 : 0);
  const item = form.words.item(form.table, name);
  const button = (order: string, row: number): RowButton => ({ order, action: `${form.action}#${rowId(name, row)}` });
  return {
    item,
    rows: Array.from({ length: rows }, (_, row) => {
      const path = rowName(name, row);
      return {
        id: rowId(name, row),
        item,
        number: row + 1,
        controls: field.fields.map((inner) => scalarControl(`${path}.${inner.name}`, inner, form, false)),
        up: row === 0 ? null : button(`up:${path}`, row - 1),
        down: row === rows - 1 ? null : button(`down:${path}`, row + 1),
        remove: { order: `remove:${path}`, action: `${form.action}#${row === 0 ? idOf(name) : rowId(name, row - 1)}` },
      };
    }),
    add: rows >= field.max ? null : { order: `add:${name}`, action: form.action },
  };
}

function base(name: string, field: Field, form: FormState): ControlView {
  const { words, table } = form;
  const id = idOf(name);
  const { label, hint } = words.field(table, name);
  const example = form.exampleOf(name);
  const problem = problemAt(name, form);
  const said = [hintOf(field, hint, words), limitOf(field, words), field.kind === 'texts' ? words.t('writing.onePerLine') : null].filter(
    (text) => text !== null,
  );
  const described = [
    ...(said.length > 0 ? [`${id}-hinweis`] : []),
    ...(example === null ? [] : [`${id}-beispiel`]),
    ...(problem === null ? [] : [`${id}-fehler`]),
  ];
  return {
    id,
    key: id,
    name,
    label,
    hint: said.length === 0 ? null : said.join(' '),
    example,
    mark: (field.required === true) === (form.marks === 'required') ? words.t(`writing.mark.${form.marks}`) : null,
    problem,
    describedBy: described.length === 0 ? null : described.join(' '),
    hasFocus: form.focus === name,
    line: null,
    area: null,
    select: null,
    options: null,
    flag: null,
    group: null,
    list: null,
    theirs: null,
  };
}

/** The table's hints speak to programs about numbers; people write them as they are used to. */
function hintOf(field: Field, hint: string | null, words: Words): string | null {
  if (field.kind !== 'number' || field.unit === undefined || !['eur', 'fte', 'degrees'].includes(field.unit)) return hint;
  return words.t(`writing.number.${field.unit}`);
}

function limitOf(field: Field, words: Words): string | null {
  if (field.kind === 'choices' && field.max < VOCABULARIES[field.vocabulary].length) return words.t('writing.mostChoices', { count: field.max });
  if (field.kind === 'text' || field.kind === 'prose')
    return field.max <= TALL && field.short === true ? words.t('writing.mostLetters', { count: field.max }) : null;
  return null;
}

function optionsOf(name: string, vocabulary: VocabularyName, { typed, words }: FormState): OptionView[] {
  const chosen = typed.get(name) ?? [];
  const known: readonly string[] = VOCABULARIES[vocabulary];
  // A code of a newer program is kept as it came.
  const codes = [...known, ...chosen.filter((code) => code !== '' && !known.includes(code))];
  return codes.map((code, n) => ({ id: `${idOf(name)}-${n + 1}`, code, label: words.label(vocabulary, code), isChosen: chosen.includes(code) }));
}

function problemAt(name: string, form: FormState): string | null {
  const found = form.problems.find(({ field }) => field === name || (field.startsWith(`${name}.`) && /^\d+$/.test(field.slice(name.length + 1))));
  return found === undefined ? null : form.words.problem(found, form.table);
}

function exactProblem(name: string, form: FormState): string | null {
  const found = form.problems.find(({ field }) => field === name);
  return found === undefined ? null : form.words.problem(found, form.table);
}

export function idOf(name: string): string {
  return `feld-${name.replaceAll('.', '-')}`;
}

export function rowId(list: string, row: number): string {
  return `zeile-${list}-${row}`;
}
