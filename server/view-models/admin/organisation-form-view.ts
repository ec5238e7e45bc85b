import type { Field } from '../../domain/content/field.ts';
import type { FieldProblem } from '../../domain/content/field-problem.ts';
import { ORGANISATION_FIELDS } from '../../domain/content/organisation.ts';
import type { ControlView } from '../record-form/control.ts';
import { controlView } from '../record-form/control-view.ts';
import { type SummaryLine, summaryOf } from '../record-form/summary.ts';
import type { Typed } from '../record-form/typed.ts';
import type { Words } from '../words.ts';
import { type AdminMenu, adminMenu } from './menu.ts';

export interface OrganisationFormView {
  /** Empty for editors, who administer nothing. */
  readonly menu: AdminMenu;
  readonly heading: string;
  readonly lead: string;
  readonly back: { readonly label: string; readonly href: string };
  readonly action: string;
  readonly go: string;
  readonly said: string | null;
  readonly summary: readonly SummaryLine[];
  readonly isOutdated: boolean;
  readonly keptAt: string | null;
  readonly revision: string;
  /** What cannot be changed, and why; null for a new one. */
  readonly fixed: { readonly handle: string; readonly actor: string } | null;
  readonly parts: readonly {
    readonly id: string;
    readonly title: string;
    readonly text: string | null;
    readonly controls: readonly ControlView[];
    readonly more: MoreView | null;
  }[];
}

/** What few need, folded away until something in it is wrong. */
interface MoreView {
  readonly isOpen: boolean;
  readonly controls: readonly ControlView[];
}

export interface OrganisationForm {
  /** Null for one that does not exist yet. */
  readonly present: { readonly id: string; readonly handle: string; readonly name: string } | null;
  readonly typed: Typed;
  readonly problems: readonly FieldProblem[];
  readonly isOutdated: boolean;
  readonly keptAt: string | null;
  readonly revision: string;
  readonly focus: string | null;
  readonly said: string | null;
  readonly isAdmin: boolean;
}

interface Part {
  readonly id: string;
  readonly names: readonly string[];
  readonly more: readonly string[];
}

const NEW: readonly Part[] = [
  { id: 'brief', names: ['name', 'handle', 'orgType', 'ags', 'population'], more: [] },
  { id: 'place', names: ['state', 'sizeType', 'county', 'coordinates'], more: ['key'] },
];
const PRESENT: readonly Part[] = [
  { id: 'brief', names: ['name', 'orgType', 'website', 'vision', 'hasStrategy'], more: [] },
  { id: 'contacts', names: ['roles', 'imprint', 'privacyContact'], more: [] },
  {
    id: 'place',
    names: ['ags', 'county', 'state', 'population', 'populationDate', 'sizeType', 'coordinates'],
    more: ['ars', 'key', 'sizeTypeSource', 'regiostar7'],
  },
  { id: 'network', names: ['memberOf', 'verifiedBy'], more: [] },
];

/** The fields of the form: all but the short name once the organisation is there. */
export function organisationFields(isNew: boolean): readonly Field[] {
  const names = (isNew ? NEW : PRESENT).flatMap(({ names, more }) => [...names, ...more]);
  return (ORGANISATION_FIELDS as readonly Field[]).filter(({ name }) => names.includes(name));
}

export function organisationFormView(form: OrganisationForm, words: Words): OrganisationFormView {
  const { present, problems, isAdmin } = form;
  const action = present === null ? '/admin/organisations/new' : `/organisations/${present.handle}/edit`;
  const fields = organisationFields(present === null);
  const state = { ...form, table: 'organisation', words, action, marks: 'optional', exampleOf: () => null } as const;
  const controlsOf = (names: readonly string[]): ControlView[] =>
    names.flatMap((name) => fields.filter((field) => field.name === name)).map((field) => controlView(field, state));
  const isWrong = (names: readonly string[]): boolean => problems.some(({ field }) => names.includes(field.split('.', 1)[0] ?? ''));
  const parts = (present === null ? NEW : PRESENT).map(({ id, names, more }) => ({
    id,
    title: words.t(`admin.organisation.${id}.title`),
    text: id === 'place' ? words.t('admin.organisation.place.text') : null,
    controls: controlsOf(names),
    more: more.length === 0 ? null : { isOpen: isWrong(more), controls: controlsOf(more) },
  }));
  return {
    menu: isAdmin ? adminMenu('organisations', words) : [],
    heading: present === null ? words.t('admin.organisations.add') : words.t('admin.organisation.heading', { name: present.name }),
    lead: words.t(present === null ? 'admin.organisation.newLead' : 'admin.organisation.lead'),
    back:
      present === null
        ? { label: words.t('admin.menu.organisations'), href: '/admin/organisations' }
        : { label: present.name, href: `/organisations/${present.handle}` },
    action,
    go: words.t(present === null ? 'admin.organisation.goNew' : 'writing.save'),
    said: form.said,
    summary: summaryOf(
      parts.flatMap(({ controls, more }) => [...controls, ...(more?.controls ?? [])]),
      problems,
      'organisation',
      words,
    ),
    isOutdated: form.isOutdated,
    keptAt: form.keptAt === null ? null : words.t('writing.kept.text', { when: words.moment(form.keptAt) }),
    revision: form.revision,
    fixed: present === null ? null : { handle: present.handle, actor: present.id },
    parts,
  };
}
