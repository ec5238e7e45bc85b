import { type FieldProblem, problem } from './content/field-problem.ts';

const MIN = 8;
const MAX = 1_000;

/** At least 8 characters (OWASP ASVS 5.0, 6.2.1), no rule about their kind, and not the address itself. */
export function passwordProblem(field: string, password: string, email: string): FieldProblem | null {
  if (password.length < MIN) return problem(field, 'too-short', { limit: MIN });
  if (password.length > MAX) return problem(field, 'too-long', { limit: MAX });
  const isGuess = password.toLowerCase() === email.toLowerCase() || /^(.)\1*$/.test(password) || /^(passwort|password|12345678)\d*$/i.test(password);
  return isGuess ? problem(field, 'too-easy') : null;
}
