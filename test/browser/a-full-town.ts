import { readFileSync } from 'node:fs';

import { importRecords } from '../../server/actions/import-records.ts';
import { loadPlaces } from '../../server/actions/load-places.ts';
import type { openHouse } from '../../server/compose.ts';
import type { RecordType } from '../../server/domain/content/content-types.ts';
import { operator } from '../../server/domain/viewer.ts';
import { readPlaces } from '../../server/formats/places-csv.ts';
import { readRecords } from '../../server/formats/read-records.ts';

type House = Awaited<ReturnType<typeof openHouse>>;

const REAL = 'server/seed/projects.json';
const PLACES = `ags,name,state,district,type,population,latitude,longitude
05970004,Bad Berleburg,DE-NW,Siegen-Wittgenstein,Stadt,18799,51.05,8.39
05114000,Krefeld,DE-NW,Krefeld,Kreisfreie Stadt,227050,51.33,6.56
`;

/** The register as far as the real projects need it: with size and state known, their lines are as long as in a real house. */
function placesOf(projects: Buffer): string {
  const seeds = JSON.parse(projects.toString('utf8')) as { municipality: string; ags?: string | null; state: string }[];
  const lines = new Map(
    seeds.flatMap(({ ags, municipality, state }) => (ags ? [[ags, `${ags},"${municipality}",${state},,Gemeinde,3000,51,9`] as const] : [])),
  );
  for (const known of PLACES.split('\n').slice(1)) lines.delete(known.slice(0, 8));
  return PLACES + [...lines.values()].join('\n');
}

/** Addresses of the pages that show everything: made by hand, because the real records fill few fields. */
export interface FullTown {
  readonly project: string;
  readonly lesson: string;
  /** One that came with the real projects and says nothing but its sentence. */
  readonly importedLesson: string;
  readonly process: string;
}

/** The real projects from public sources, and one project, its lessons and a process with most fields filled. */
export async function fillTown(house: House): Promise<FullTown> {
  const { createRecord, changeRecord } = house.actions;
  const organisation = (await house.stores.organisations.all())[0];
  if (organisation === undefined) throw new Error('Nobody has set this instance up');
  const viewer = operator([organisation.id]);
  const places = readPlaces(Buffer.from(placesOf(readFileSync(REAL))));
  if ('fault' in places) throw new Error('The places cannot be read');
  await loadPlaces({ ...house.stores, clock: house.clock })(places.places, () => undefined);
  const read = readRecords(readFileSync(REAL), REAL, { heads: () => [], codes: () => [] });
  if ('fault' in read) throw new Error('The real projects cannot be read');
  await importRecords({ ...house, records: house.stores.records, createRecord, changeRecord })(viewer, read.rows, {
    dryRun: false,
    onProgress: () => undefined,
  });

  const add = async (type: RecordType, input: Readonly<Record<string, unknown>>): Promise<{ id: string; slug: string }> => {
    const made = await createRecord(viewer, type, organisation.id, { visibility: 'public', ...input });
    if (!made.ok) throw new Error(`Not kept: ${JSON.stringify(made.refusal)}`);
    return made.value;
  };
  const imported = (await house.stores.records.page({ type: 'lesson' }, null, 1))[0];
  if (imported === undefined) throw new Error('The real projects came without lessons');
  const project = await add('project', FULL_PROJECT);
  const lessons = [];
  for (const lesson of LESSONS) lessons.push(await add('lesson', { ...lesson, about: project.id }));
  const process = await add('process', FULL_PROCESS);
  return {
    project: `/projects/${project.slug}`,
    lesson: `/lessons/${lessons[0]?.slug ?? ''}`,
    importedLesson: `/lessons/${imported.slug}`,
    process: `/processes/${process.slug}`,
  };
}

export const FULL_PROJECT = {
  title: 'Straßenbeleuchtung, die nur leuchtet, wenn jemand kommt',
  summary: '1.240 Leuchten wurden auf LED mit Bewegungssensoren umgerüstet. Nachts wird auf 10 % gedimmt; der Stromverbrauch ist um 71 % gesunken.',
  problem:
    'Die Beleuchtung war der größte einzelne Stromverbraucher der Stadt. Für die alten Quecksilberdampflampen gab es keine Ersatzteile mehr.\n\nGleichzeitig wollten die Ortsteile nachts nicht ganz im Dunkeln stehen.',
  solution:
    'Jede Leuchte hat einen **Radarsensor** und spricht mit ihren Nachbarn über ein eigenes Funknetz. Kommt jemand, gehen die nächsten drei Leuchten mit an.\n\n- Dimmprofil je Straße, im Bauamt einstellbar\n- Störungen melden sich selbst\n- Umbau durch den eigenen Bauhof, eine Kolonne, 14 Monate',
  phase: 'sustained',
  phaseSince: '2025-04',
  topics: ['energy', 'climate', 'safety'],
  contact: { unit: 'Bauamt, Sachgebiet Tiefbau', role: 'project-lead', mailbox: 'beleuchtung@musterstadt.example' },
  benefit: {
    citizens: 'Heller Weg, wenn man ihn braucht; dunkler Himmel, wenn nicht.',
    staff: 'Keine Kontrollfahrten mehr.',
    decisionMakers: '86.000 € weniger Stromkosten im Jahr.',
  },
  goals: ['resource-saving', 'efficiency'],
  outcomes: [
    { indicator: 'Stromverbrauch', before: '412', after: '119', unit: 'MWh im Jahr', date: '2025', confidence: 'measured' },
    { indicator: 'Störungsmeldungen aus der Bürgerschaft', before: '140', after: '22', unit: 'im Jahr', confidence: 'estimated' },
  ],
  costOneOff: { exact: 486_000, note: 'ohne Eigenleistung des Bauhofs' },
  costPerYear: { band: '2', note: 'Funknetz und Wartung' },
  effort: '3',
  timeToRun: 14,
  funding: [{ programme: 'Kommunalrichtlinie', level: 'federal', rate: 25, amount: 121_500, until: '2024-12' }],
  measureKind: 'infrastructure',
  leverage: ['providers'],
  trigger: 'own-need',
  politicalBacking: { level: 'resolution', reference: 'Vorlage 2023/114', date: '2023-06-22' },
  legalBasis: ['§ 45 StVO'],
  startDate: '2023-09',
  endDate: '2025-04',
  milestones: [
    { date: '2023-06-22', text: 'Beschluss des Rates', phase: 'idea' },
    { date: '2024-03', text: 'Erster Ortsteil umgerüstet', phase: 'pilot' },
  ],
  departments: ['Bauamt', 'Bauhof', 'Kämmerei'],
  technologies: ['LED', 'Radarsensor', 'LoRaWAN'],
  specialistSystems: [{ system: 'Leuchtenkataster', vendor: 'Beispielsoft', interface: 'REST', integration: 'interface' }],
  openSource: 'partly',
  providers: [
    {
      name: 'Lichtbau Beispiel GmbH',
      role: 'Lieferung',
      contractUntil: '2030',
      experience: 'Liefert pünktlich, Dokumentation dünn.',
      wouldChooseAgain: 'conditionally',
    },
  ],
  procurement: 'open',
  operatingModel: { text: 'Betrieb durch den Bauhof, Funknetz bei den Stadtwerken.', securedUntil: '2035' },
  transferability: {
    level: 'direct',
    minSize: 3_000,
    maxSize: 60_000,
    needs: 'Ein Leuchtenkataster mit Koordinaten.',
    notSuitedFor: 'Ortsdurchfahrten mit Normbeleuchtung.',
  },
  prerequisites: [{ kind: 'data', text: 'Kataster der Leuchten' }],
  firstSteps: ['Leuchten zählen', 'Eine Straße als Muster umrüsten', 'Anwohner abends einladen'],
  offersHelp: ['documents', 'call', 'visit'],
  documents: [
    {
      url: 'https://musterstadt.example/lv.pdf',
      title: 'Leistungsverzeichnis',
      alt: 'Leistungsverzeichnis als PDF',
      credit: 'Musterstadt',
      licence: 'CC0',
      kind: 'tender',
    },
  ],
  tags: ['LED', 'Smart Lighting'],
};

export const LESSONS = [
  {
    lessonKind: 'failed',
    statement: 'Die erste Sensorgeneration hielt Katzen für Fußgänger und die Straße blieb hell.',
    theme: 'technology',
    workstream: 'technical',
    severity: 'cost',
    phase: 'pilot',
    context: 'In zwei Straßen wurde vorab getestet.',
    cause: 'Die Empfindlichkeit war ab Werk auf Parkplätze eingestellt.',
    advice: 'Vor der Bestellung **eine Woche** Probebetrieb mit Protokoll verlangen.',
  },
  {
    lessonKind: 'worked',
    statement: 'Ein Abendspaziergang mit Anwohnern hat mehr Fragen geklärt als drei Sitzungen.',
    theme: 'culture',
    workstream: 'communication',
  },
  {
    lessonKind: 'differently',
    statement: 'Wir würden das Leuchtenkataster vor der Ausschreibung bereinigen, nicht währenddessen.',
    theme: 'resources',
    workstream: 'organisational',
  },
];

export const FULL_PROCESS = {
  name: 'Hund anmelden',
  processLevel: 'local',
  processState: 'target',
  purpose: 'Halterinnen und Halter melden einen Hund an und erhalten Bescheid und Marke, ohne ins Rathaus zu kommen.',
  trigger: 'Ein Hund zieht ein oder wird drei Monate alt.',
  result: 'Steuerbescheid und Hundemarke.',
  steps: [
    { text: 'Antrag online ausfüllen', role: 'Halter/in', system: 'Serviceportal', automated: 'yes', minutes: 6 },
    { text: 'Angaben mit dem Melderegister abgleichen', role: 'Steueramt', system: 'Melderegister', automated: 'partly', minutes: 2 },
    { text: 'Bescheid drucken und kuvertieren', role: 'Steueramt', automated: 'no', mediaBreak: true, minutes: 9 },
    { text: 'Marke versenden', role: 'Poststelle', automated: 'no', minutes: 3 },
  ],
  roles: ['Steueramt', 'Poststelle'],
  systems: ['Serviceportal', 'Finanzverfahren'],
  legalBasis: ['Hundesteuersatzung'],
  indicators: [{ indicator: 'Dauer bis zum Bescheid', before: '12', after: '3', unit: 'Tage' }],
};
