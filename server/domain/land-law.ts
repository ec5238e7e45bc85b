/** What the law of a Land is called and who watches over it, as far as the legal texts name it. Proper names stay as they are in every language. */
export interface LandLaw {
  /** The data protection act for public bodies. */
  readonly privacy: string;
  /** Who hears complaints about data protection at public bodies. */
  readonly authority: string;
  /** The act on accessible websites of public bodies. */
  readonly access: string;
}

const LAWS: Readonly<Record<string, LandLaw>> = {
  'DE-BW': { privacy: 'LDSG', authority: 'LfDI Baden-Württemberg', access: 'Landes-Behindertengleichstellungsgesetz (L-BGG)' },
  'DE-BY': {
    privacy: 'BayDSG',
    authority: 'BayLfD (Der Bayerische Landesbeauftragte für den Datenschutz)',
    access: 'Bayerisches Behindertengleichstellungsgesetz (BayBGG)',
  },
  'DE-BE': { privacy: 'BlnDSG', authority: 'BlnBDI (Berlin)', access: 'Barrierefreie-IKT-Gesetz Berlin (BIKTG Bln)' },
  'DE-BB': { privacy: 'BbgDSG', authority: 'LDA Brandenburg', access: 'Brandenburgisches Behindertengleichstellungsgesetz (BbgBGG)' },
  'DE-HB': { privacy: 'BremDSGVOAG', authority: 'LfDI Bremen', access: 'Bremisches Behindertengleichstellungsgesetz (BremBGG)' },
  'DE-HH': { privacy: 'HmbDSG', authority: 'HmbBfDI (Hamburg)', access: 'Hamburgisches Behindertengleichstellungsgesetz (HmbBGG)' },
  'DE-HE': { privacy: 'HDSIG', authority: 'HBDI (Hessen)', access: 'Hessisches Behinderten-Gleichstellungsgesetz (HessBGG)' },
  'DE-MV': { privacy: 'DSG M-V', authority: 'LfDI Mecklenburg-Vorpommern', access: 'Landesbehindertengleichstellungsgesetz (LBGG M-V)' },
  'DE-NI': { privacy: 'NDSG', authority: 'LfD Niedersachsen', access: 'Niedersächsisches Behindertengleichstellungsgesetz (NBGG)' },
  'DE-NW': { privacy: 'DSG NRW', authority: 'LDI NRW', access: 'Behindertengleichstellungsgesetz Nordrhein-Westfalen (BGG NRW), BITVNRW' },
  'DE-RP': { privacy: 'LDSG', authority: 'LfDI Rheinland-Pfalz', access: 'Landesinklusionsgesetz Rheinland-Pfalz, BITV RP' },
  'DE-SL': { privacy: 'SDSG', authority: 'Unabhängiges Datenschutzzentrum Saarland', access: 'Saarländisches Behindertengleichstellungsgesetz (SBGG)' },
  'DE-SN': { privacy: 'SächsDSDG', authority: 'SDTB (Sachsen)', access: 'Barrierefreie-Websites-Gesetz (BfWebG)' },
  'DE-ST': { privacy: 'DSAG LSA', authority: 'LfD Sachsen-Anhalt', access: 'Behindertengleichstellungsgesetz Sachsen-Anhalt (BGG LSA)' },
  'DE-SH': {
    privacy: 'LDSG',
    authority: 'ULD (Unabhängiges Landeszentrum für Datenschutz Schleswig-Holstein)',
    access: 'Landesbehindertengleichstellungsgesetz (LBGG)',
  },
  'DE-TH': { privacy: 'ThürDSG', authority: 'TLfDI (Thüringen)', access: 'Thüringer Gesetz über barrierefreie Websites (ThürBarrWebG)' },
};

/** Null outside Germany and where the state is not known. */
export function landLaw(state: string | null): LandLaw | null {
  return state !== null && Object.hasOwn(LAWS, state) ? (LAWS[state] ?? null) : null;
}
