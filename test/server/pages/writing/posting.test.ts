import { expect } from 'chai';

import { type StaffBrowser, signedIn } from '../../../fixtures/a-staff-browser.ts';
import { ADMIN, anInstance, type Instance } from '../../../fixtures/an-instance.ts';

describe('forms of records over HTTP', function () {
  this.timeout(120_000);
  const held: { instance: Instance | null; staff: StaffBrowser | null; path: string } = { instance: null, staff: null, path: '' };
  const staff = (): StaffBrowser => {
    if (held.staff === null) throw new Error('Not started');
    return held.staff;
  };

  before(async () => {
    held.instance = await anInstance();
    held.staff = await signedIn(held.instance.url, ADMIN.email, ADMIN.password);
    const { json } = await held.instance.call('POST', '/api/v1/processes', { name: 'Hund anmelden' });
    held.path = new URL((json as { url: string }).url).pathname;
  });
  after(() => held.instance?.remove());

  it('take a process of two hundred steps, and say so when it is one more', async () => {
    const steps = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, n) => n).flatMap((n) => [
          [`steps.${n}.text`, `Schritt ${n}: „prüfen“ ${'ä'.repeat(450)}`],
          [`steps.${n}.role`, 'Sachbearbeitung'],
          [`steps.${n}.minutes`, '1.000,5'],
        ]),
      );
    const kept = await staff().post(`${held.path}/edit/steps`, { ...steps(200), do: 'save' });
    expect(kept.status, kept.text.slice(0, 300)).to.equal(303);
    const { json } = (await held.instance?.call('GET', `/api/v1${held.path}`)) ?? { json: null };
    expect(json).to.have.nested.property('steps[199].minutes', 1_000.5);
    const refused = await staff().post(`${held.path}/edit/steps`, { ...steps(201), do: 'save' });
    expect(refused.status).to.equal(422);
    expect(refused.text).to.contain('höchstens 200').and.contain('Schritt 200:');
  });

  it('make one record of two taps on the same button', async () => {
    const [, once = ''] = /name="once" value="([^"]+)"/.exec((await staff().get('/processes/new')).text) ?? [];
    const sent = await Promise.all([1, 2, 3].map(() => staff().post('/processes/new', { name: 'Hecke schneiden', goal: 'Freie Wege', do: 'save', once })));
    expect(sent.map(({ status }) => status)).to.deep.equal([303, 303, 303]);
    expect(new Set(sent.map(({ location }) => location)).size).to.equal(1);
    expect((await staff().get('/my/records?q=Hecke')).text.match(/hecke-schneiden-2/g)).to.equal(null);
  });

  it('answer nothing that somebody sends with a fault of ours', async () => {
    const odd = ['\u0000', '\u202e', '💡'.repeat(500), '-1e999', '9'.repeat(400), '<script>', '{{x}}', '../..', '%', 'NaN', '٣'];
    for (const text of odd) {
      for (const name of ['steps.0.minutes', 'steps.99999.text', 'steps.x.text', 'steps', '__proto__.x', 'constructor', 'seen', 'base', 'do']) {
        const { status } = await staff().post(`${held.path}/edit/steps`, { do: 'save', 'steps.0.text': 'a', [name]: text }, `${held.path}/edit/steps`);
        expect(status, `${name}=${text}`).to.be.oneOf([200, 303, 409, 422]);
      }
      for (const path of ['/projects/new', '/lessons/new', '/processes/new']) {
        const { status } = await staff().post(path, {
          title: text,
          name: text,
          statement: text,
          topics: [text, text],
          publisher: text,
          about: text,
          phase: text,
          do: 'publish',
        });
        expect(status, `${path} ${text}`).to.be.oneOf([303, 422]);
      }
      for (const order of ['publish', 'send-back', 'comment', 'discard', text]) {
        const { status } = await staff().post(`${held.path}/edit`, { do: order, comment: text, saves: text, visibility: text });
        expect(status, `${order} ${text}`).to.be.below(500);
      }
      expect((await staff().post('/autosave', { path: text, a: text }, '/projects/new')).status).to.be.below(500);
      expect((await staff().get(`/lessons/new?about=${encodeURIComponent(text)}`)).status).to.be.below(500);
      expect((await staff().get(`${held.path}/edit/${encodeURIComponent(text)}`)).status).to.be.below(500);
    }
  });

  it('say of a draft that was changed meanwhile that it was, instead of publishing what nobody looked at', async () => {
    const outdated = await staff().post(`${held.path}/edit`, { do: 'publish', saves: '1', visibility: 'public' });
    expect([409, 422]).to.include(outdated.status);
    expect((await staff().get(held.path)).text).to.contain('Entwurf');
  });
});
