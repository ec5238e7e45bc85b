import type { Field } from './field.ts';

/** PilotProject (domain.md 2). The short form asks for the fields marked `short`; everything else comes card by card. */
export const PROJECT_FIELDS = [
  { name: 'title', kind: 'text', max: 120, required: true, short: true, search: 'title', card: 'brief' },
  { name: 'summary', kind: 'prose', max: 280, required: true, short: true, search: 'summary' },
  { name: 'problem', kind: 'prose', max: 4_000, required: true, short: true, search: 'body' },
  { name: 'solution', kind: 'markdown', max: 40_000, required: true, short: true, search: 'body' },
  { name: 'phase', kind: 'choice', vocabulary: 'phase', required: true, short: true, facet: 'phase' },
  { name: 'phaseSince', kind: 'when' },
  { name: 'topics', kind: 'choices', vocabulary: 'topic', max: 3, required: true, short: true, facet: 'topic' },
  {
    name: 'contact', kind: 'group', required: true, short: true,
    fields: [
      { name: 'unit', kind: 'text', max: 200 },
      { name: 'role', kind: 'term', vocabulary: 'role' },
      { name: 'mailbox', kind: 'email', required: true },
    ],
  },
  {
    name: 'benefit', kind: 'group', card: 'benefit',
    fields: [
      { name: 'citizens', kind: 'prose', max: 2_000, search: 'body' },
      { name: 'staff', kind: 'prose', max: 2_000, search: 'body' },
      { name: 'decisionMakers', kind: 'prose', max: 2_000, search: 'body' },
      { name: 'business', kind: 'prose', max: 2_000, search: 'body' },
    ],
  },
  { name: 'goals', kind: 'choices', vocabulary: 'goal', max: 11, facet: 'goal' },
  {
    name: 'outcomes', kind: 'list', max: 30,
    fields: [
      { name: 'indicator', kind: 'text', max: 200, required: true, search: 'body' },
      { name: 'before', kind: 'text', max: 100 },
      { name: 'after', kind: 'text', max: 100 },
      { name: 'unit', kind: 'text', max: 50 },
      { name: 'date', kind: 'when' },
      { name: 'confidence', kind: 'choice', vocabulary: 'confidence' },
    ],
  },
  {
    name: 'costOneOff', kind: 'group', card: 'cost',
    fields: [
      { name: 'band', kind: 'choice', vocabulary: 'costBand', facet: 'costBand' },
      { name: 'exact', kind: 'number', min: 0, max: 10_000_000_000, unit: 'eur' },
      { name: 'note', kind: 'text', max: 500 },
    ],
  },
  {
    name: 'costPerYear', kind: 'group',
    fields: [
      { name: 'band', kind: 'choice', vocabulary: 'costBand', facet: 'costPerYearBand' },
      { name: 'exact', kind: 'number', min: 0, max: 10_000_000_000, unit: 'eur' },
      { name: 'note', kind: 'text', max: 500 },
    ],
  },
  { name: 'effort', kind: 'choice', vocabulary: 'effortBand', facet: 'effortBand' },
  { name: 'operationFte', kind: 'number', min: 0, max: 1_000, unit: 'fte' },
  { name: 'timeToRun', kind: 'number', min: 0, max: 600, unit: 'months' },
  {
    name: 'funding', kind: 'list', max: 20,
    fields: [
      { name: 'programme', kind: 'text', max: 200, search: 'body' },
      { name: 'level', kind: 'choice', vocabulary: 'funderLevel', facet: 'funderLevel' },
      { name: 'rate', kind: 'number', min: 0, max: 100, unit: 'percent' },
      { name: 'amount', kind: 'number', min: 0, max: 10_000_000_000, unit: 'eur' },
      { name: 'until', kind: 'when' },
    ],
  },
  { name: 'measureKind', kind: 'choice', vocabulary: 'measureKind', facet: 'measureKind', card: 'context' },
  { name: 'leverage', kind: 'choices', vocabulary: 'leverage', max: 5, facet: 'leverage' },
  { name: 'trigger', kind: 'choice', vocabulary: 'trigger', facet: 'trigger' },
  {
    name: 'strategyLink', kind: 'group',
    fields: [
      { name: 'title', kind: 'text', max: 200 },
      { name: 'url', kind: 'url' },
    ],
  },
  {
    name: 'politicalBacking', kind: 'group',
    fields: [
      { name: 'level', kind: 'choice', vocabulary: 'backing' },
      { name: 'reference', kind: 'text', max: 200 },
      { name: 'date', kind: 'when' },
    ],
  },
  { name: 'legalBasis', kind: 'texts', max: 20, itemMax: 200, facet: 'legalBasis', search: 'body' },
  { name: 'ozgField', kind: 'choice', vocabulary: 'ozgField', facet: 'ozgField' },
  { name: 'ozgId', kind: 'text', max: 50 },
  { name: 'leikaId', kind: 'text', max: 50 },
  { name: 'startDate', kind: 'when', card: 'course' },
  { name: 'endDate', kind: 'when' },
  {
    name: 'milestones', kind: 'list', max: 50,
    fields: [
      { name: 'date', kind: 'when' },
      { name: 'text', kind: 'text', max: 300, required: true, search: 'body' },
      { name: 'phase', kind: 'choice', vocabulary: 'phase' },
    ],
  },
  { name: 'departments', kind: 'texts', max: 30, itemMax: 150, facet: 'department', search: 'body' },
  { name: 'partners', kind: 'texts', max: 50, itemMax: 200, search: 'body' },
  { name: 'participation', kind: 'choices', vocabulary: 'participation', max: 5, facet: 'participation' },
  { name: 'changeManagement', kind: 'prose', max: 4_000, search: 'body' },
  { name: 'technologies', kind: 'texts', max: 40, itemMax: 150, facet: 'technology', search: 'body', card: 'technology' },
  {
    name: 'specialistSystems', kind: 'list', max: 30,
    fields: [
      { name: 'system', kind: 'text', max: 150, required: true, facet: 'system', search: 'body' },
      { name: 'vendor', kind: 'text', max: 150 },
      { name: 'interface', kind: 'text', max: 150 },
      { name: 'integration', kind: 'choice', vocabulary: 'integration' },
    ],
  },
  {
    name: 'software', kind: 'list', max: 30,
    fields: [
      { name: 'name', kind: 'text', max: 150, required: true, search: 'body' },
      { name: 'repository', kind: 'url' },
      { name: 'licence', kind: 'text', max: 100 },
      { name: 'publiccode', kind: 'choice', vocabulary: 'publiccode' },
    ],
  },
  { name: 'openSource', kind: 'choice', vocabulary: 'openSource', facet: 'openSource' },
  { name: 'standards', kind: 'texts', max: 30, itemMax: 150, facet: 'standard', search: 'body' },
  {
    name: 'providers', kind: 'list', max: 20, card: 'providers',
    fields: [
      { name: 'name', kind: 'text', max: 200, required: true, facet: 'provider', search: 'body' },
      { name: 'role', kind: 'text', max: 150 },
      { name: 'contractUntil', kind: 'when' },
      { name: 'experience', kind: 'prose', max: 2_000 },
      { name: 'wouldChooseAgain', kind: 'choice', vocabulary: 'wouldChooseAgain' },
    ],
  },
  { name: 'procurement', kind: 'choice', vocabulary: 'procurement', facet: 'procurement' },
  {
    name: 'operatingModel', kind: 'group', card: 'transfer',
    fields: [
      { name: 'text', kind: 'prose', max: 2_000 },
      { name: 'securedUntil', kind: 'when' },
    ],
  },
  {
    name: 'transferability', kind: 'group',
    fields: [
      { name: 'level', kind: 'choice', vocabulary: 'transferability', facet: 'transferability' },
      { name: 'minSize', kind: 'number', min: 0, max: 10_000_000, unit: 'people' },
      { name: 'maxSize', kind: 'number', min: 0, max: 10_000_000, unit: 'people' },
      { name: 'needs', kind: 'prose', max: 2_000, search: 'body' },
      { name: 'notSuitedFor', kind: 'prose', max: 2_000, search: 'body' },
    ],
  },
  {
    name: 'prerequisites', kind: 'list', max: 20,
    fields: [
      { name: 'kind', kind: 'choice', vocabulary: 'prerequisite', facet: 'prerequisite' },
      { name: 'text', kind: 'text', max: 500, search: 'body' },
    ],
  },
  { name: 'firstSteps', kind: 'texts', max: 5, itemMax: 300, search: 'body' },
  { name: 'offersHelp', kind: 'choices', vocabulary: 'offersHelp', max: 6, facet: 'offersHelp' },
  {
    name: 'documents', kind: 'list', max: 50, card: 'documents',
    fields: [
      { name: 'url', kind: 'url', required: true },
      { name: 'title', kind: 'text', max: 200, search: 'body' },
      { name: 'alt', kind: 'text', max: 500, required: true },
      { name: 'credit', kind: 'text', max: 300, required: true },
      { name: 'licence', kind: 'text', max: 100 },
      { name: 'kind', kind: 'choice', vocabulary: 'documentKind' },
    ],
  },
  {
    name: 'geo', kind: 'group',
    fields: [
      { name: 'lat', kind: 'number', min: -90, max: 90, unit: 'degrees' },
      { name: 'lon', kind: 'number', min: -180, max: 180, unit: 'degrees' },
    ],
  },
] as const satisfies readonly Field[];
