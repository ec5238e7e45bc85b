/**
 * The codes towns use for what they publish (domain.md 1). Codes travel between instances and never change; their labels
 * stand in views/locales. The order is the order in which they are offered.
 */
export const VOCABULARIES = {
  type: ['project', 'lesson', 'process', 'collection', 'reuse', 'question', 'post'],
  topic: [
    'waste', 'construction', 'population', 'education', 'citizen-service', 'digitalisation', 'energy', 'finance', 'nature', 'leisure', 'history', 'health', 'justice',
    'climate', 'culture', 'public-relations', 'participation', 'planning', 'safety', 'social', 'staff', 'tourism', 'transport', 'weather', 'economy',
  ],
  theme: ['technology', 'culture', 'resources'],
  leverage: ['standard-processes', 'systems-data', 'providers', 'knowledge-transfer', 'politics-funding'],
  goal: ['participation', 'quality-of-life', 'service', 'location', 'resource-saving', 'competitiveness', 'efficiency', 'staffing', 'democracy', 'staff-satisfaction', 'legal-duty'],
  phase: ['idea', 'prototype', 'pilot', 'sustained', 'transfer', 'paused', 'completed', 'discontinued'],
  measureKind: ['strategy', 'agenda', 'it-selection', 'dms', 'e-invoice', 'online-service', 'data-platform', 'app', 'participation', 'organisation', 'infrastructure', 'ai', 'other'],
  ozgField: [
    'work-retirement', 'building-housing', 'education', 'migration', 'engagement-leisure', 'family', 'research-funding', 'health', 'mobility-travel', 'cross-cutting', 'law-order',
    'tax-customs', 'environment', 'business',
  ],
  sizeType: ['11', '12', '21', '22', '30', '40', '50'],
  sizeTypeSource: ['official', 'derived'],
  regiostar7: ['71', '72', '73', '74', '75', '76', '77'],
  state: [
    'DE-SH', 'DE-HH', 'DE-NI', 'DE-HB', 'DE-NW', 'DE-HE', 'DE-RP', 'DE-BW', 'DE-BY', 'DE-SL', 'DE-BE', 'DE-BB', 'DE-MV', 'DE-SN', 'DE-ST', 'DE-TH',
    'AT-1', 'AT-2', 'AT-3', 'AT-4', 'AT-5', 'AT-6', 'AT-7', 'AT-8', 'AT-9',
    'CH-AG', 'CH-AI', 'CH-AR', 'CH-BE', 'CH-BL', 'CH-BS', 'CH-FR', 'CH-GE', 'CH-GL', 'CH-GR', 'CH-JU', 'CH-LU', 'CH-NE', 'CH-NW', 'CH-OW', 'CH-SG', 'CH-SH', 'CH-SO', 'CH-SZ',
    'CH-TG', 'CH-TI', 'CH-UR', 'CH-VD', 'CH-VS', 'CH-ZG', 'CH-ZH',
  ],
  orgType: ['municipality', 'town', 'city', 'county', 'municipal-union', 'special-purpose', 'association', 'it-provider', 'state', 'federal', 'science', 'company', 'civil-society'],
  costBand: ['0', '1', '2', '3', '4', '5', 'unknown'],
  effortBand: ['1', '2', '3', '4', '5'],
  funderLevel: ['eu', 'federal', 'state', 'county', 'foundation', 'own', 'business'],
  transferability: ['direct', 'adapted', 'difficult'],
  trigger: ['law', 'council', 'citizens', 'own-need', 'funding-call', 'reuse'],
  offersHelp: ['documents', 'call', 'demo', 'visit', 'shared-use', 'mentoring'],
  lessonKind: ['worked', 'failed', 'differently', 'hurdle', 'tip'],
  workstream: ['economic', 'organisational', 'financial', 'technical', 'legal', 'communication'],
  role: ['digital-guide', 'cdo', 'multiplier', 'project-lead', 'department', 'it', 'head', 'council', 'staff-council', 'association-officer', 'it-provider'],
  reuseKind: ['unchanged', 'adapted', 'joint', 'inspired', 'rejected'],
  reuseStatus: ['interest', 'review', 'rollout', 'running', 'ended'],
  processLevel: ['core', 'reference', 'local'],
  processState: ['is', 'target'],
  perspective: ['administration', 'it', 'politics', 'citizens', 'provider'],
  severity: ['time', 'cost', 'abandoned', 'none'],
  backing: ['none', 'informal', 'resolution'],
  prerequisite: ['infrastructure', 'budget', 'staff', 'will', 'law', 'data'],
  integration: ['none', 'export', 'interface', 'full'],
  publiccode: ['none', 'planned', 'published'],
  openSource: ['yes', 'partly', 'no'],
  wouldChooseAgain: ['yes', 'conditionally', 'no'],
  procurement: ['none', 'direct-award', 'negotiated', 'restricted', 'open', 'framework', 'in-house', 'joint'],
  participation: ['none', 'informed', 'consulted', 'co-created', 'decided'],
  confidence: ['measured', 'estimated', 'expected'],
  automated: ['yes', 'partly', 'no'],
  documentKind: ['image', 'video', 'concept', 'resolution', 'tender', 'contract', 'manual', 'evaluation', 'other'],
  hasStrategy: ['no', 'in-progress', 'adopted'],
  visibility: ['public', 'followers', 'draft'],
  origin: ['own', 'public-source'],
  freshness: ['current', 'check', 'stale'],
  timeToRun: ['up-to-3', 'up-to-6', 'up-to-12', 'over-12'],
  confirmations: ['0', '1', '2-4', '5'],
  automationShare: ['0', 'under-half', 'half', 'all'],
  yesNo: ['yes', 'no'],
  language: ['de', 'en'],
} as const satisfies Record<string, readonly string[]>;

export type VocabularyName = keyof typeof VOCABULARIES;
export type CodeOf<V extends VocabularyName> = (typeof VOCABULARIES)[V][number];

export function isCode(vocabulary: VocabularyName, code: string): boolean {
  return (VOCABULARIES[vocabulary] as readonly string[]).includes(code);
}
