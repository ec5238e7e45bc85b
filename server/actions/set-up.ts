import type { Addresses } from '../domain/addresses.ts';
import { checkEmail } from '../domain/content/check-scalar.ts';
import type { FieldProblem } from '../domain/content/field-problem.ts';
import { writtenOrganisation } from '../domain/new-organisation.ts';
import type { Organisation } from '../domain/organisation.ts';
import { passwordProblem } from '../domain/password.ts';
import { accept, invalid, type Result, refuse } from '../domain/result.ts';
import { newUser } from '../domain/user.ts';
import type { Clock } from '../ports/clock.ts';
import type { InstanceStore } from '../ports/instance-store.ts';
import type { OrganisationStore } from '../ports/organisation-store.ts';
import type { PlaceStore } from '../ports/place-store.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UserStore } from '../ports/user-store.ts';

interface Needs {
  instance: InstanceStore;
  organisations: OrganisationStore;
  users: UserStore;
  places: PlaceStore;
  secrets: Secrets;
  clock: Clock;
  addresses: Addresses;
}

/** `organisation` holds fields of ORGANISATION_FIELDS; problems in the admin's fields are named `admin.email` and `admin.password`. */
export interface SetUpInput {
  readonly organisation: Readonly<Record<string, unknown>>;
  readonly email: string;
  readonly password: string;
}

export type SetUp = ReturnType<typeof setUp>;

/** Makes the first organisation and its admin. Done twice, it refuses and changes nothing. */
export function setUp({ instance, organisations, users, places, secrets, clock, addresses }: Needs) {
  /** Finishes a set-up that was written but interrupted; safe to call at every start. */
  const finish = async (): Promise<void> => {
    const found = await instance.find();
    if (found?.founding == null) return;
    const { organisation, admin } = found.founding;
    await organisations.add(organisation, [
      { kind: 'organisation-changed', subject: organisation.id, at: organisation.created, by: admin.id, touches: [], version: null, act: null },
    ]);
    // One that an older program wrote down has less.
    await users.add(newUser(admin));
    await instance.change((before) => ({ ...before, founding: null }));
  };
  const isSetUp = async (): Promise<boolean> => (await instance.find()) !== undefined;

  const run = async (input: SetUpInput): Promise<Result<Organisation>> => {
    if (await isSetUp()) return refuse({ kind: 'already', what: 'set-up' });
    const { ags } = input.organisation;
    const register = typeof ags === 'string' ? await places.find(ags) : undefined;
    const { value: content, problems } = writtenOrganisation(null, input.organisation, register);
    const email = checkEmail(input.email, 'admin.email');
    const password = passwordProblem('admin.password', input.password, input.email);
    const all: FieldProblem[] = [...problems, ...email.problems, ...(password === null ? [] : [password])];
    if (all.length > 0 || content.handle === null || email.value === null) return invalid(...all);

    const now = clock().toISOString();
    const organisation: Organisation = { id: addresses.organisation(content.handle), handle: content.handle, created: now, updated: now, revision: 1, content };
    const passwordHash = await secrets.hashPassword(input.password);
    const admin = newUser({
      id: secrets.newId(),
      email: email.value,
      passwordHash,
      role: 'admin',
      organisations: [organisation.id],
      created: now,
    });
    const founded = await instance.found({
      baseUrl: addresses.base,
      setUpAt: now,
      organisation: organisation.id,
      founding: { organisation, admin },
      movingTo: null,
    });
    if (!founded) return refuse({ kind: 'already', what: 'set-up' });
    await finish();
    return accept(organisation);
  };
  return { run, finish, isSetUp };
}
