import { CONTENT_TYPES, type RecordType } from './content/content-types.ts';
import { type Content, type Field, isEmpty } from './content/field.ts';
import type { Process, Project } from './record.ts';

// What people look for first weighs more than the rest (domain.md 3: cost, benefit, whom to call, does it fit, is it true).
const ASKED_FIRST = new Set([
  'benefit',
  'costOneOff',
  'costPerYear',
  'outcomes',
  'effort',
  'timeToRun',
  'transferability',
  'firstSteps',
  'offersHelp',
  'advice',
  'steps',
]);

function weightOf(field: Field): number {
  if (field.required === true) return 3;
  return ASKED_FIRST.has(field.name) ? 2 : 1;
}

/** How much of its table a record answers, 0 to 100. Computed, never typed. */
export function completenessOf(type: RecordType, content: Content): number {
  const fields: readonly Field[] = CONTENT_TYPES[type].fields;
  const whole = fields.reduce((sum, field) => sum + weightOf(field), 0);
  const filled = fields.reduce((sum, field) => sum + (isEmpty(content[field.name] ?? null) ? 0 : weightOf(field)), 0);
  return Math.round((filled / whole) * 100);
}

/** The fields that nobody has answered yet, those that people look for first in front. */
export function emptyFields(type: RecordType, content: Content): Field[] {
  const fields: readonly Field[] = CONTENT_TYPES[type].fields;
  return fields.filter(({ name }) => isEmpty(content[name] ?? null)).sort((a, b) => weightOf(b) - weightOf(a));
}

// The middle of each band stands for it where a figure is needed (ranges, cost per inhabitant).
const MIDDLE_OF_BAND: Readonly<Record<string, number>> = { '0': 0, '1': 2_500, '2': 15_000, '3': 62_500, '4': 300_000, '5': 500_000 };

interface Cost {
  readonly band: string | null;
  readonly exact: number | null;
}

/** Euros: the exact figure, else the middle of the band, else nothing. */
export function eurosOf(cost: Cost): number | null {
  if (cost.exact !== null) return cost.exact;
  return cost.band === null ? null : (MIDDLE_OF_BAND[cost.band] ?? null);
}

/** The band a figure falls into (`costBand`). */
export function bandOf(euros: number): string {
  if (euros <= 0) return '0';
  if (euros < 5_000) return '1';
  if (euros < 25_000) return '2';
  if (euros < 100_000) return '3';
  return euros < 500_000 ? '4' : '5';
}

/** Euros per 1,000 inhabitants, so that a village can compare itself with a city; only from an exact figure. */
export function costPerThousand(cost: Cost, population: number | null): number | null {
  if (cost.exact === null || population === null || population <= 0) return null;
  return Math.round((cost.exact / population) * 1_000);
}

/** The share of a process's steps that run by themselves, 0 to 1 (partly counts half); null without steps. */
export function automationShareOf(process: Process): number | null {
  const { steps } = process.content;
  if (steps.length === 0) return null;
  const points = steps.reduce((sum, { automated }) => sum + (automated === 'yes' ? 1 : automated === 'partly' ? 0.5 : 0), 0);
  return points / steps.length;
}

export function mediaBreaksOf(process: Process): number {
  return process.content.steps.filter(({ mediaBreak }) => mediaBreak === true).length;
}

/** The years a project ran, as far as it says. */
export function yearsOf(project: Project): string[] {
  const start = project.content.startDate?.slice(0, 4);
  const end = project.content.endDate?.slice(0, 4) ?? start;
  if (start === undefined || end === undefined) return end === undefined ? [] : [end];
  const span = Math.min(Math.max(Number(end) - Number(start), 0), 30);
  return Array.from({ length: span + 1 }, (_, n) => String(Number(start) + n));
}
