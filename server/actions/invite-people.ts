import type { Addresses } from '../domain/addresses.ts';
import { administered, refusalToAdminister } from '../domain/administer.ts';
import { checkEmail } from '../domain/content/check-scalar.ts';
import { type FieldProblem, problem } from '../domain/content/field-problem.ts';
import type { MailLanguage } from '../domain/mail.ts';
import { type Errand, isOpen, lastsUntil, type OneTimeLink } from '../domain/one-time-link.ts';
import { passwordProblem } from '../domain/password.ts';
import { accept, invalid, type Result, refuse } from '../domain/result.ts';
import { arrived, checkedName, nameOf, newUser, type User } from '../domain/user.ts';
import { ROLES, type Role, userOf, type Viewer } from '../domain/viewer.ts';
import type { Clock } from '../ports/clock.ts';
import type { LinkStore } from '../ports/link-store.ts';
import type { OrganisationStore } from '../ports/organisation-store.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UserStore } from '../ports/user-store.ts';
import type { QueueMail } from './queue-mail.ts';
import { placeOf } from './slow-guessing.ts';

interface Needs {
  users: UserStore;
  links: LinkStore;
  organisations: Pick<OrganisationStore, 'all'>;
  secrets: Secrets;
  clock: Clock;
  addresses: Addresses;
  queueMail: QueueMail;
}

export interface InvitationInput {
  readonly email: string;
  readonly role: string;
  /** IRIs of organisations of this instance. */
  readonly organisations: readonly string[];
  readonly language: MailLanguage;
}

export interface JoinInput {
  readonly name: string;
  readonly password: string;
  /** Of their letters from now on: the page's in which they joined. */
  readonly language: MailLanguage;
  readonly from: string;
}

/** An invitation that nobody has accepted yet, as an admin sees it. */
export interface OpenInvitation extends Pick<OneTimeLink, 'id' | 'email' | 'created' | 'until' | 'by'> {
  readonly role: Role;
  readonly organisations: readonly string[];
}

/** What whoever follows the link sees. */
export interface Invitation {
  readonly email: string;
  readonly role: Role;
  /** Names. */
  readonly organisations: readonly string[];
  readonly by: string | null;
}

type Invited = OneTimeLink & { readonly errand: Extract<Errand, { kind: 'invitation' }> };

export type InvitePeople = ReturnType<typeof invitePeople>;

/** People come by invitation: an admin names their address, role and organisations, they name themselves and choose a password. */
export function invitePeople({ users, links, organisations, secrets, clock, addresses, queueMail }: Needs) {
  /** Inviting again makes a new link, and the older one is worth nothing. */
  const invite = async (viewer: Viewer, input: InvitationInput): Promise<Result<OpenInvitation>> => {
    const refusal = refusalToAdminister(viewer);
    if (refusal !== null) return refuse(refusal);
    const towns = await organisations.all();
    const email = checkEmail(input.email, 'email');
    const role = ROLES.find((known) => known === input.role);
    const wanted = towns.filter(({ id }) => input.organisations.includes(id));
    const problems: FieldProblem[] = [...email.problems];
    if (role === undefined) problems.push(problem('role', 'not-a-code', { allowed: ROLES }));
    if (wanted.length === 0) problems.push(problem('organisations', 'required'));
    if (email.value !== null && (await users.findByEmail(email.value)) !== undefined) problems.push(problem('email', 'taken'));
    if (problems.length > 0 || email.value === null || role === undefined) return invalid(...problems);

    const now = clock();
    const secret = secrets.newLink();
    const by = userOf(viewer);
    const errand = { kind: 'invitation', user: secrets.newId(), role, organisations: wanted.map(({ id }) => id) } as const;
    const until = lastsUntil('invitation', now);
    const link: Invited = { id: secrets.hashToken(secret), email: email.value, created: now.toISOString(), until, by, closed: null, errand };
    // No address in it: the log outlives the person.
    await links.add(link, [administered(by, errand.user, link.created, 'person-invited', role)]);
    const inviter = await users.find(by);
    await queueMail({
      kind: 'invitation',
      link: `${addresses.base}/invitation/${secret}`,
      by: inviter === undefined ? nameList(towns.slice(0, 1)) : nameOf(inviter),
      organisation: nameList(wanted),
      until,
      to: email.value,
      language: input.language,
    });
    return accept(opened(link));
  };

  /** Those nobody has accepted yet, newest first. */
  const list = async (viewer: Viewer): Promise<Result<OpenInvitation[]>> => {
    const refusal = refusalToAdminister(viewer);
    if (refusal !== null) return refuse(refusal);
    return accept((await links.open('invitation', clock().toISOString())).filter(isInvitation).map(opened));
  };

  const withdraw = async (viewer: Viewer, id: string): Promise<Result<null>> => {
    const refusal = refusalToAdminister(viewer);
    if (refusal !== null) return refuse(refusal);
    const link = await links.find(id);
    if (link === undefined || !isInvitation(link)) return refuse({ kind: 'not-found' });
    const now = clock().toISOString();
    await links.close(id, now, [administered(userOf(viewer), link.errand.user, now, 'invitation-withdrawn')]);
    return accept(null);
  };

  const found = async (secret: string): Promise<Invited | null> => {
    const link = await links.find(secrets.hashToken(secret));
    return link !== undefined && isInvitation(link) && isOpen(link, clock()) ? link : null;
  };

  const look = async (secret: string): Promise<Result<Invitation>> => {
    const link = await found(secret);
    if (link === null) return refuse({ kind: 'expired' });
    const names = (await organisations.all()).filter(({ id }) => link.errand.organisations.includes(id));
    const inviter = await users.find(link.by);
    return accept({
      email: link.email,
      role: link.errand.role,
      organisations: names.map(({ content, handle }) => content.name ?? handle),
      by: inviter === undefined ? null : nameOf(inviter),
    });
  };

  const join = async (secret: string, { name: typed, password, language, from }: JoinInput): Promise<Result<User>> => {
    const link = await found(secret);
    if (link === null) return refuse({ kind: 'expired' });
    const name = checkedName('name', typed);
    const wrong = passwordProblem('password', password, link.email);
    if (!name.ok || wrong !== null) return invalid(...(name.ok ? [] : [name.problem]), ...(wrong === null ? [] : [wrong]));
    const { user: id, role, organisations: towns } = link.errand;
    const now = clock();
    const passwordHash = await secrets.hashPassword(password);
    const known = newUser({ id, email: link.email, passwordHash, role, organisations: towns, created: now.toISOString() });
    const user = arrived({ ...known, name: name.value, language }, placeOf(secrets, from), now);
    // The address is unique: of two who use the link at once one has an account, and none has two.
    const isNew = await users.add(user, [administered(id, id, now.toISOString(), 'person-joined', role)]);
    await links.close(link.id, now.toISOString());
    return isNew ? accept(user) : refuse({ kind: 'expired' });
  };

  return { invite, list, withdraw, look, join };
}

function isInvitation(link: OneTimeLink): link is Invited {
  return link.errand.kind === 'invitation';
}

function opened({ id, email, created, until, by, errand }: Invited): OpenInvitation {
  return { id, email, created, until, by, role: errand.role, organisations: errand.organisations };
}

function nameList(towns: readonly { readonly handle: string; readonly content: { readonly name: string | null } }[]): string {
  return towns.map(({ content, handle }) => content.name ?? handle).join(', ');
}
