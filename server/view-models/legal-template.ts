import { landLaw } from '../domain/land-law.ts';
import type { LegalPage } from '../domain/legal-text.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { Words } from './words.ts';

/** The paragraphs of each template, in their order; their words stand in legal.json. */
export const TEMPLATES: Readonly<Record<LegalPage, readonly string[]>> = {
  imprint: ['provider', 'contact', 'vat', 'editor', 'content', 'illegal', 'sources', 'software'],
  privacy: ['controller', 'officer', 'reading', 'cookies', 'content', 'accounts', 'reports', 'federation', 'recipients', 'rights', 'complaint'],
  accessibility: ['scope', 'status', 'barriers', 'method', 'feedback', 'enforcement'],
};

const PUBLIC_BODIES: ReadonlySet<string> = new Set(['municipality', 'town', 'city', 'county', 'municipal-union', 'special-purpose', 'state', 'federal']);

/** The template of a legal text as Markdown, filled with what the instance knows; what it does not know stands in [[…]]. */
export function legalTemplate(page: LegalPage, organisation: Organisation, base: string, words: Words): string {
  const values = valuesFrom(organisation, base, words);
  // Readers of the translation learn first that it is one.
  const names = words.language === 'de' ? [...TEMPLATES[page], 'version'] : ['version', ...TEMPLATES[page]];
  return names.map((name) => words.t(`legal.template.${page}.${name}`, values)).join('\n\n');
}

function valuesFrom({ handle, content }: Organisation, base: string, words: Words): Readonly<Record<string, string>> {
  const open = (name: string): string => `**[[${words.t(`legal.open.${name}`)}]]**`;
  const name = content.name ?? handle;
  const law = landLaw(content.state);
  const land = content.state === null ? null : words.label('state', content.state);
  const kind = PUBLIC_BODIES.has(content.orgType ?? '') ? 'public' : 'other';
  const mailboxes = content.roles.flatMap(({ role, mailbox }) => (mailbox === null ? [] : [{ role, mailbox }]));
  const [first] = mailboxes;
  return {
    name,
    base,
    provider:
      content.imprint ??
      `**${name}**\n${open('street')}\n${open('town')}\n\n${words.t(`legal.represented.${kind}`, { name, who: open('representative'), form: open('form') })}`,
    mail: first?.mailbox ?? open('mail'),
    phone: open('phone'),
    website: content.website === null ? '' : `\n${words.field('organisation', 'website').label}: ${content.website}`,
    vat: open('vat'),
    editor: open('editor'),
    officer: content.privacyContact ?? open('officer'),
    host: open('host'),
    retention: open('retention'),
    privacyLaw: law?.privacy ?? open('privacyLaw'),
    authority: law?.authority ?? open('authority'),
    accessLaw: law?.access ?? open('accessLaw'),
    status: open('status'),
    drawnUp: open('drawnUp'),
    assessment: open('assessment'),
    reason: open('reason'),
    enforcement: `**[[${words.t('legal.open.enforcement', { land: land ?? words.t('legal.open.land') })}]]**`,
  };
}
