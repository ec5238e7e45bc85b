import { expect } from 'chai';

import { CONTENT_TYPES, fieldsOf, RECORD_TYPES } from '../../../server/domain/content/content-types.ts';
import { RECORD_FIELDS } from '../../../server/domain/content/record-fields.ts';
import { OPERATIONS } from '../../../server/view-models/api-operations.ts';
import { COMPUTED, HEAD } from '../../../server/view-models/api-record-head.ts';
import { PROBLEM_KINDS } from '../../../server/web/problem-json.ts';
import { aProjectInput } from '../../fixtures/a-project.ts';
import { type Api, anApi, at, textAt } from './an-api.ts';
import { type OpenApiDocument, promised } from './promised.ts';

describe('the OpenAPI document', () => {
  const promise = promised();
  let api: Api;
  before(async () => {
    api = await anApi();
  });
  after(() => api.close());

  it('is served to everybody in the reader’s language', async () => {
    const german = await api.ask('GET', '/openapi.json', { token: null });
    expect(german.json).to.include({ openapi: '3.1.1' });
    expect(at(german, 'servers.0.url')).to.equal(`${api.url}/api/v1`);
    expect(at(german, 'components.schemas.ProjectInput.properties.problem.title')).to.not.equal('problem');
    expect(textAt(await api.ask('GET', '/openapi.json?lang=en'), 'info.description')).to.include('token');
  });

  it('describes doors that are there: each answers, none with "no such address" or "wrong method"', async () => {
    for (const { path, method } of OPERATIONS) {
      const asked = method === 'get' || method === 'delete' ? {} : { raw: '{}' };
      const answer = await api.ask(method.toUpperCase(), path.replace('{slug}', 'nix').replace('{handle}', 'nix'), asked);
      expect(String(at(answer, 'type')), `${method} ${path}`).to.not.match(/no-such-address|wrong-method/);
    }
  });

  it('defines every parameter of its paths, and no operation twice', () => {
    const ids = OPERATIONS.map(({ name }) => name);
    expect(ids).to.have.length(new Set(ids).size);
    for (const [path, methods] of Object.entries(promise.document.paths)) {
      for (const { parameters, operationId } of Object.values(methods)) {
        const named = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => `{${name}}`);
        expect(path.match(/\{\w+\}/g) ?? [], operationId).to.deep.equal(named);
        const keys = parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
        expect(keys, operationId).to.have.length(new Set(keys).size);
      }
    }
  });

  it('has no reference that leads nowhere, and only schemas that compile in strict mode', () => {
    const components = promise.document.components as unknown as Record<string, Record<string, unknown>>;
    const references = [...JSON.stringify(promise.document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
    expect(references.length).to.be.above(50);
    for (const [, kind = '', name = ''] of references) expect(Object.keys(components[kind] ?? {})).to.include(name);
    for (const name of Object.keys(promise.document.components.schemas)) expect(() => promise.faultsIn(name, {}), name).to.not.throw();
  });

  it('would notice a missing field and one too many', async () => {
    const whole = (await api.ask('POST', '/projects', { body: aProjectInput() })).json as Record<string, unknown>;
    expect(promise.faultsIn('ProjectWhole', whole)).to.equal(null);
    const { summary: _summary, ...without } = whole;
    expect(promise.faultsIn('ProjectWhole', without)).to.include("must have required property 'summary'");
    expect(promise.faultsIn('ProjectWhole', { ...whole, createdBy: 'x' })).to.include('must NOT have additional properties');
    expect(promise.faultsIn('ProjectWhole', { ...whole, contact: { mailbox: 'x' } })).to.not.equal(null);
  });

  it('promises to take what the API takes, and to refuse what it refuses', async () => {
    const good = aProjectInput({
      costOneOff: { band: '2', exact: null, note: 'geschätzt' },
      tags: ['a'],
      funding: [{ programme: 'MPSC', level: 'federal', rate: 65 }],
    });
    expect(promise.faultsIn('ProjectInput', good)).to.equal(null);
    expect((await api.ask('POST', '/projects', { body: good })).status).to.equal(201);
    for (const bad of [
      { phase: 'P3' },
      { topics: 'energy' },
      { id: 'x' },
      { contact: { telefon: 'x' } },
      { timeToRun: -1 },
      { title: 'x'.repeat(121) },
      { visibility: 'alle' },
    ]) {
      expect(promise.faultsIn('ProjectInput', bad), JSON.stringify(bad)).to.not.equal(null);
      expect((await api.ask('POST', '/projects', { body: bad })).status, JSON.stringify(bad)).to.equal(422);
    }
  });

  it('names every field of every table once: no table field hides a fixed member', () => {
    for (const type of RECORD_TYPES) {
      const own = fieldsOf(type).map(({ name }) => name);
      const names = [...Object.keys(HEAD), ...Object.keys(COMPUTED[type]), ...RECORD_FIELDS.map(({ name }) => name), ...own, 'extra', 'lessons'];
      expect(names, type).to.have.length(new Set(names).size);
      expect(own).to.include(CONTENT_TYPES[type].title);
    }
  });

  it('explains every problem at the address its type names, in both languages', async () => {
    for (const kind of PROBLEM_KINDS) {
      for (const language of ['de', 'en']) {
        const answer = await api.ask('GET', `/problems/${kind}?lang=${language}`, { token: null });
        expect(textAt(answer, 'type'), kind).to.equal(`/api/v1/problems/${kind}`);
        expect(textAt(answer, 'detail')).to.match(/\.$/);
      }
    }
    expect((await api.ask('GET', '/problems/nix')).status).to.equal(404);
  });

  it('covers the addresses of the stable interface', () => {
    const { paths } = promise.document as OpenApiDocument;
    expect(Object.keys(paths)).to.include.members(['/search', '/projects/{slug}/confirm', '/records', '/organisations/{handle}']);
  });
});
