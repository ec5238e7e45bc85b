import type { Letter, MailLanguage, WrittenLetter } from '../domain/mail.ts';

/** Puts a letter into words; pure. */
export type LetterWriter = (letter: Letter, language: MailLanguage) => WrittenLetter;
