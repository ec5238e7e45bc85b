import type { CodeOf } from '../domain/content/vocabularies.ts';

type Topic = CodeOf<'topic'>;
type MeasureKind = CodeOf<'measureKind'>;

export interface WordMeaning {
  /** The most fitting first; empty where the word is no subject of administration. It stays a tag in any case. */
  readonly topics: readonly Topic[];
  readonly measureKind?: MeasureKind;
}

/** What the topic words of public-source collections mean in our vocabularies. */
export const TOPIC_WORDS: Readonly<Record<string, WordMeaning>> = {
  '5G': { topics: ['digitalisation'], measureKind: 'infrastructure' },
  Abfallwirtschaft: { topics: ['waste'] },
  'Augmented Reality': { topics: ['digitalisation'] },
  'Autonomes Fahren': { topics: ['transport'] },
  Bevölkerungsschutz: { topics: ['safety'] },
  Bibliothek: { topics: ['culture', 'education'] },
  'Breitband/Glasfaser': { topics: ['digitalisation'], measureKind: 'infrastructure' },
  Bäder: { topics: ['leisure'] },
  'Bürger-App': { topics: ['citizen-service', 'digitalisation'], measureKind: 'app' },
  Bürgerbeteiligung: { topics: ['participation'], measureKind: 'participation' },
  Bürgerservice: { topics: ['citizen-service'] },
  Carsharing: { topics: ['transport'] },
  Chatbot: { topics: ['citizen-service', 'digitalisation'] },
  Coworking: { topics: ['economy'] },
  Dateninfrastruktur: { topics: ['digitalisation'], measureKind: 'data-platform' },
  'Digitale Souveränität': { topics: ['digitalisation'] },
  'Digitale Teilhabe': { topics: ['social', 'digitalisation'] },
  'Digitaler Bauantrag': { topics: ['construction', 'citizen-service'], measureKind: 'online-service' },
  'Digitaler Zwilling': { topics: ['planning', 'digitalisation'], measureKind: 'data-platform' },
  Digitalstrategie: { topics: ['digitalisation'], measureKind: 'strategy' },
  Drohnen: { topics: ['digitalisation'] },
  'E-Akte/DMS': { topics: ['digitalisation'], measureKind: 'dms' },
  'E-Payment': { topics: ['finance', 'citizen-service'], measureKind: 'e-invoice' },
  Ehrenamt: { topics: ['social'] },
  Elektromobilität: { topics: ['transport', 'energy'] },
  Energiemonitoring: { topics: ['energy'], measureKind: 'data-platform' },
  Finanzen: { topics: ['finance'] },
  Grünflächen: { topics: ['nature'] },
  'Hochwasser/Starkregen': { topics: ['safety', 'climate', 'weather'] },
  'IT-Sicherheit': { topics: ['digitalisation', 'safety'] },
  Inklusion: { topics: ['social'] },
  Innenstadt: { topics: ['planning', 'economy'] },
  'Interkommunale Zusammenarbeit': { topics: [] },
  'Kita-Portal': { topics: ['education', 'citizen-service'], measureKind: 'online-service' },
  Klimaanpassung: { topics: ['climate'] },
  Klimamonitoring: { topics: ['climate', 'weather'], measureKind: 'data-platform' },
  Klimaschutz: { topics: ['climate'] },
  Kultur: { topics: ['culture'] },
  'Künstliche Intelligenz': { topics: ['digitalisation'], measureKind: 'ai' },
  'LoRaWAN/IoT': { topics: ['digitalisation'], measureKind: 'data-platform' },
  'Ländliche Entwicklung': { topics: ['planning'] },
  Mehrsprachigkeit: { topics: ['citizen-service'] },
  'Mobiles Bürgerbüro': { topics: ['citizen-service'] },
  Mobilität: { topics: ['transport'] },
  Mängelmelder: { topics: ['citizen-service', 'participation'] },
  Nahversorgung: { topics: ['economy'] },
  'OZG/Onlinedienste': { topics: ['citizen-service', 'digitalisation'], measureKind: 'online-service' },
  'On-Demand-Verkehr': { topics: ['transport'] },
  'Open Data': { topics: ['digitalisation'], measureKind: 'data-platform' },
  'Open Source': { topics: ['digitalisation'] },
  Parken: { topics: ['transport'] },
  Pflege: { topics: ['health', 'social'] },
  Prozessautomatisierung: { topics: ['digitalisation'] },
  Radverkehr: { topics: ['transport'] },
  Ratsinformationssystem: { topics: ['participation', 'digitalisation'] },
  'Schul-IT': { topics: ['education', 'digitalisation'] },
  Senioren: { topics: ['social'] },
  Sensorik: { topics: ['digitalisation'], measureKind: 'data-platform' },
  'Smart Village': { topics: ['digitalisation'] },
  'Smartes Quartier': { topics: ['planning', 'digitalisation'] },
  'Stadtlabor/MakerSpace': { topics: ['education', 'participation'] },
  Stadtplanung: { topics: ['planning'] },
  Straßenbeleuchtung: { topics: ['transport', 'energy'] },
  Straßenunterhaltung: { topics: ['transport'] },
  Telemedizin: { topics: ['health'] },
  Tourismus: { topics: ['tourism'] },
  Transparenz: { topics: ['public-relations', 'participation'] },
  Umweltschutz: { topics: ['climate', 'nature'] },
  'Urbane Datenplattform': { topics: ['digitalisation'], measureKind: 'data-platform' },
  Verkehrssteuerung: { topics: ['transport'] },
  Verwaltungsdigitalisierung: { topics: ['digitalisation'] },
  Wasserwirtschaft: { topics: ['climate'] },
  Winterdienst: { topics: ['transport'] },
  Wirtschaftsförderung: { topics: ['economy'] },
  Wohngeld: { topics: ['social', 'citizen-service'] },
  Wohnen: { topics: ['construction'] },
  Wärmeplanung: { topics: ['energy', 'planning'] },
};

/** What a source says of a project's state. "geplant": nothing is built yet; "laufend": not yet in regular operation, which has its own word. */
export const STATUS_WORDS: Readonly<Record<string, CodeOf<'phase'>>> = {
  Idee: 'idea',
  geplant: 'idea',
  Pilot: 'pilot',
  laufend: 'pilot',
  'in Betrieb': 'sustained',
  abgeschlossen: 'completed',
};

const MOST_TOPICS = 3;

/** At most three topics: the first of every word, then the second ones, so that no word crowds out another. */
export function topicsOf(words: readonly string[]): Topic[] {
  const meanings = words.map((word) => meaningOf(word)?.topics ?? []);
  const ranks = Math.max(0, ...meanings.map((topics) => topics.length));
  const inTurn = Array.from({ length: ranks }, (_, rank) => meanings.flatMap((topics) => topics[rank] ?? [])).flat();
  return [...new Set(inTurn)].slice(0, MOST_TOPICS);
}

/** The first kind of measure that one of the words names. */
export function measureKindOf(words: readonly string[]): MeasureKind | null {
  return words.map((word) => meaningOf(word)?.measureKind).find((kind) => kind !== undefined) ?? null;
}

export function phaseOf(status: string): CodeOf<'phase'> | null {
  return Object.hasOwn(STATUS_WORDS, status) ? (STATUS_WORDS[status] ?? null) : null;
}

function meaningOf(word: string): WordMeaning | undefined {
  return Object.hasOwn(TOPIC_WORDS, word) ? TOPIC_WORDS[word] : undefined;
}
