import { readdirSync, readFileSync } from 'node:fs';

import { expect } from 'chai';

import { outcome } from './a-desk.ts';
import { PERSON_ROWS } from './authorisation-people-rows.ts';
import { aPeopledDesk, meant, WHO } from './authorisation-table.ts';

describe("who may do what with an instance, with other people's things and with their own", () => {
  let open: Awaited<ReturnType<typeof aPeopledDesk>>;
  before(async () => {
    open = await aPeopledDesk();
  });
  after(() => open.desk.close());

  for (const { name, note, of, rule, act } of PERSON_ROWS) {
    it(`${name}${note === undefined ? '' : `, ${note}`}`, async () => {
      const { desk, things, state, tidy } = open;
      const answers: Record<string, string> = {};
      for (const who of WHO) {
        const touched = await things(of, desk.people[who]);
        const before = await state(touched);
        answers[who] = outcome(await act(desk, desk.people[who], touched));
        if (answers[who] !== 'ok') expect(await state(touched), `${who} was refused and yet changed something`).to.equal(before);
        await tidy(touched);
      }
      expect(answers).to.deep.equal(meant(rule));
    });
  }

  it('leads no token to an account: those actions have pages, and none of them is in the API', () => {
    const api = new URL('../../../server/pages/api/', import.meta.url);
    const files = readdirSync(api, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    expect(files).to.not.deep.equal([]);
    for (const file of files)
      expect(readFileSync(new URL(file, api), 'utf8'), file).to.not.match(/useMyAccount|useMyTokens|useSecondFactor|endSessions|keepForms|exportPerson/);
  });
});
