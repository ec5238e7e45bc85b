import { fold } from './folding.ts';

const GERMAN = `aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist da dabei dadurch dafür dann das dass
  davon dazu dem den denn der des dessen die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er
  es etwa etwas für gegen gibt hat haben hatte hatten hier ich ihr ihre ihrem ihren ihrer ihres im in ins ist ja jede jedem jeden jeder jedes
  kann können man mehr mit muss müssen nach nicht noch nun nur ob oder ohne schon sehr sein seine seinem seinen seiner seit sich sie sind so
  sodass soll sollen sowie über um und uns unser unsere unter vom von vor war waren was wegen weil welche welchen welcher welches wenn wer
  werden wie wir wird wo wurde wurden zu zum zur zwischen`;
const ENGLISH = 'a an and are as at be by for from how in is of on or that the this to was we what when where which who with';

/** Words that say nothing about what is looked for, as they are written. */
export const STOP_WORD_SPELLINGS: readonly string[] = `${GERMAN} ${ENGLISH}`.split(/\s+/);

/** The same, folded. */
export const STOP_WORDS: ReadonlySet<string> = new Set(STOP_WORD_SPELLINGS.map(fold));
